from math import hypot

from planner.geometry import shortest_paths


def matrix(stops: list[tuple[float, float]], late: list[float]) -> list[list[float]]:
    direct = [[hypot(a[0] - b[0], a[1] - b[1]) for b in stops] for a in stops]
    return shortest_paths(direct, late)
