from collections.abc import Sequence
from functools import lru_cache

from .db import Booking

HOURS = range(24)
DAYS = range(7)


def find_clashes(bookings: Sequence[Booking]) -> list[tuple[int, int]]:
    clashes = []
    for i, first in enumerate(bookings):  # expect: hot-loop
        for second in bookings[i + 1:]:
            if first.room == second.room and first.start < second.end and second.start < first.end:
                clashes.append((first.id, second.id))
    return clashes


def weekly_grid(bookings: Sequence[Booking]) -> list[list[int]]:
    grid = [[0 for _ in HOURS] for _ in DAYS]  # ok: hot-loop
    for booking in bookings:
        grid[booking.start // 86400 % 7][booking.start // 3600 % 24] += 1
    return grid


@lru_cache(maxsize=None)
def tariff(nights: int) -> int:
    if nights <= 1:
        return 90
    return min(tariff(nights - 1) + 85, tariff(nights // 2) * 2)  # ok: hot-loop
