from __future__ import annotations

import math
from collections.abc import Sequence

import requests

Point = tuple[float, float]


class Geocoder:
    def __init__(self, key: str) -> None:
        self.key = key
        self.session = requests.Session()  # ok: client-per-call
        self.known: dict[str, Point] = {}

    def locate(self, address: str) -> Point:
        if address not in self.known:
            reply = self.session.get("https://geo.example/v1", params={"q": address, "key": self.key}, timeout=5)
            self.known[address] = (reply.json()["lat"], reply.json()["lon"])
        return self.known[address]

    def zone(self, point: Point) -> str:
        return f"{round(point[0], 1)}:{round(point[1], 1)}"


def distance(one: Point, two: Point) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *two))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(half))


def round_trip(stops: Sequence[Point]) -> list[int]:
    """Nearest neighbour, then 2-opt until nothing gets shorter."""
    order = list(range(len(stops)))
    better = True
    while better:  # expect: hot-loop  # ok: busy-wait
        better = False
        for i in range(1, len(order) - 2):
            for j in range(i + 1, len(order) - 1):
                before = distance(stops[order[i - 1]], stops[order[i]]) + distance(stops[order[j]], stops[order[j + 1]])
                after = distance(stops[order[i - 1]], stops[order[j]]) + distance(stops[order[i]], stops[order[j + 1]])
                if after + 1e-9 < before:
                    order[i : j + 1] = reversed(order[i : j + 1])
                    better = True
    return order
