"""Which vehicle goes into which lane.  First fit is what the crew does; the exact plan is for the office."""
from __future__ import annotations

from collections.abc import Sequence


def first_fit(lengths: Sequence[float], lanes: int, lane_length: float) -> list[int]:
    room = [lane_length] * lanes
    plan = []
    for length in sorted(lengths, reverse=True):  # expect: hot-loop
        for lane in range(lanes):
            if room[lane] >= length:
                room[lane] -= length
                plan.append(lane)
                break
        else:
            plan.append(-1)
    return plan


def balance(plan: Sequence[int], lengths: Sequence[float], swaps: int) -> int:
    """Exchanges pairs while that brings the centre of mass nearer to the middle."""
    moved = 0
    for _ in range(swaps):  # expect: hot-loop
        for left in range(len(plan)):
            for right in range(left + 1, len(plan)):
                if (plan[left] - plan[right]) * (lengths[left] - lengths[right]) > 0:
                    moved += 1
    return moved


def total(lengths: Sequence[float]) -> float:
    metres = 0.0
    for length in lengths:  # ok: hot-loop
        metres += length
    return metres
