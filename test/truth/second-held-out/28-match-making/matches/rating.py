"""Glicko-like ratings, in the plain Python that the league published."""
from __future__ import annotations

import math
import threading
from collections import defaultdict

Game = tuple[str, str, float]


class Ratings:
    """Shared by the workers of the season."""

    def __init__(self) -> None:
        self.points: dict[str, float] = defaultdict(lambda: 1500.0)
        self.games = 0
        self.rounds = 0
        self.lock = threading.Lock()
        self.version = 0

    def expect(self, one: str, two: str) -> float:
        return 1 / (1 + 10 ** ((self.points[two] - self.points[one]) / 400))  # ok: unbounded-int

    def play(self, games: list[Game], rounds: int) -> None:
        for _ in range(rounds):  # expect: hot-loop
            for one, two, result in games:
                change = 16 * (result - self.expect(one, two))
                self.points[one] += change  # expect: shared-state-race
                self.points[two] -= change  # expect: shared-state-race
        self.games += len(games)  # expect: shared-state-race
        with self.lock:
            self.rounds += rounds  # ok: shared-state-race

    def bump(self) -> None:
        self.lock.acquire()
        try:
            self.version += 1  # ok: shared-state-race
        finally:
            self.lock.release()

    def best(self) -> str:
        return max(self.points, key=self.points.__getitem__)


def spread(points: list[float]) -> float:
    middle = sum(points) / len(points)
    return math.sqrt(sum((value - middle) ** 2 for value in points))  # ok: hot-loop


def pairings(players: list[str]) -> list[tuple[str, str]]:  # expect: hot-loop
    """Every perfect matching; the best is taken by the caller."""
    if len(players) < 2:
        return []
    best: list[tuple[str, str]] = []
    for at in range(1, len(players)):
        rest = players[1:at] + players[at + 1 :]
        found = [(players[0], players[at]), *pairings(rest)]
        found_late = pairings(rest[::-1])
        if len(found) > len(best):
            best = found + found_late
    return best
