"""Counting methods, in plain Python because the auditors must be able to read them."""
from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence

Ballot = tuple[int, ...]
Method = Callable[[Sequence[Ballot], int], list[int]]


def plurality(ballots: Sequence[Ballot], candidates: int) -> list[int]:
    firsts = Counter(ballot[0] for ballot in ballots if ballot)
    return [firsts[candidate] for candidate in range(candidates)]  # ok: hot-loop


def pairwise(ballots: Sequence[Ballot], candidates: int) -> list[int]:
    """One point for each time that a rival comes later."""
    wins = [[0] * candidates for _ in range(candidates)]  # ok: hot-loop
    for ballot in ballots:  # expect: hot-loop
        for place, winner in enumerate(ballot):
            for loser in ballot[place + 1 :]:
                wins[winner][loser] += 1
    return [sum(row) for row in wins]  # ok: hot-loop


def runoff(ballots: Sequence[Ballot], candidates: int) -> list[int]:
    out: set[int] = set()
    order = []
    while len(out) < candidates:  # expect: hot-loop  # ok: busy-wait
        tally = [0] * candidates
        for ballot in ballots:
            for choice in ballot:
                if choice not in out:
                    tally[choice] += 1
                    break
        worst = min((count, candidate) for candidate, count in enumerate(tally) if candidate not in out)[1]
        out.add(worst)
        order.append(worst)
    return order


def orders(candidates: int) -> int:
    return math.factorial(candidates)  # expect: unbounded-int


def subsets(candidates: int) -> int:
    return 2**candidates - 1  # expect: unbounded-int


METHODS: dict[str, Method] = {"plurality": plurality, "pairwise": pairwise, "runoff": runoff}
