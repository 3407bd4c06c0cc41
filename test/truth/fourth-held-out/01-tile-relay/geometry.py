"""Points on a sphere, near enough."""
from __future__ import annotations

import math
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass
class Track:
    points: list[Point]

    @classmethod
    def parse(cls, data: bytes) -> Track:
        lines = data.decode().splitlines()
        return cls([(float(a), float(b)) for a, _, b in (line.partition(",") for line in lines)])


def tile_of(lat: float, lon: float, zoom: int) -> tuple[int, int]:
    scale = 2 ** zoom  # ok: unbounded-int
    return int((lon + 180) / 360 * scale), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * scale)


def distance(a: Point, b: Point) -> float:
    return math.hypot(a[0] - b[0], (a[1] - b[1]) * math.cos(math.radians(a[0])))


def douglas_peucker(points: list[Point], tolerance: float) -> list[Point]:
    kept = [points[0]]
    anchor = 0
    for i in range(2, len(points)):  # expect: hot-loop
        worst = 0.0
        for j in range(anchor + 1, i):
            dx = points[i][0] - points[anchor][0]
            dy = points[i][1] - points[anchor][1]
            off = abs(dx * (points[anchor][1] - points[j][1]) - (points[anchor][0] - points[j][0]) * dy)
            worst = max(worst, off)
        if worst > tolerance:
            kept.append(points[i - 1])
            anchor = i - 1
    kept.append(points[-1])
    return kept


def nearest_pairs(positions: dict[str, Point]) -> list[tuple[str, str]]:
    found = []
    for name, here in positions.items():  # expect: hot-loop
        for other, there in positions.items():
            if name < other and abs(here[0] - there[0]) + abs(here[1] - there[1]) < 0.01:
                found.append((name, other))
    return found
