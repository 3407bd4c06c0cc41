"""Splits a roster into balanced parties."""
from itertools import combinations

ROLES = ("tank", "healer", "damage")
SLOTS = ("left", "right")


def score(party: list[tuple[int, str]]) -> int:
    points = 0
    for role in ROLES:
        points += min(3, sum(1 for _, held in party if held == role))
    return points


def best_split(roster: list[tuple[int, str]], size: int) -> list[tuple[int, str]]:
    best, best_points = [], -1
    for party in combinations(roster, size):  # expect: hot-loop
        points = 0
        for member, role in party:
            for other, other_role in party:
                if member != other and role != other_role:
                    points += 1
        if points > best_points:
            best, best_points = list(party), points
    return best


def seat_labels() -> list[str]:
    labels = []
    for role in ROLES:  # ok: hot-loop
        for slot in SLOTS:
            labels.append(f"{role}-{slot}")
    return labels


def arrangements(count: int) -> int:
    if count < 2:
        return 1
    return count * arrangements(count - 1)  # expect: unbounded-int
