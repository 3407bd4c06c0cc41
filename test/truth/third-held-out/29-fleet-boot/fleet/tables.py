"""Distance tables, worked out once."""
import math

LIMIT = 3000




def distance_rows(size: int) -> list[list[float]]:
    rows = []
    for y in range(size):  # expect: hot-loop
        row = []
        for x in range(size):
            row.append(math.sqrt(x * x + y * y))
        rows.append(row)
    return rows


DISTANCES = distance_rows(LIMIT)  # expect: import-time-work
UNITS = {"km": 1.0, "mi": 1.609}  # ok: import-time-work
LADDER = []
for step in range(6):  # ok: import-time-work
    LADDER.append(step * 10)

CHECKSUMS = []
value = 7
for seed in range(2_000_000):  # expect: import-time-work
    value = (value * 1103515245 + seed) & 0x7FFFFFFF  # ok: unbounded-int
    if value % 1000 == 0:
        CHECKSUMS.append(value)


def nearest(x: int, y: int) -> float:
    return DISTANCES[min(y, LIMIT - 1)][min(x, LIMIT - 1)]
