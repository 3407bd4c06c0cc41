"""Looks for sensors that drift together."""
import math
import threading
import time
from collections import deque

DAYS = 7


class Analyst(threading.Thread):
    def __init__(self, recent: deque):
        super().__init__(daemon=True)
        self.recent = recent
        self.pairs: list[tuple[int, int]] = []

    def run(self) -> None:
        while True:
            self.pairs = self.find_pairs(list(self.recent))
            time.sleep(300)

    def find_pairs(self, values: list[tuple[int, float]]) -> list[tuple[int, int]]:
        pairs = []
        for sensor, value in values:  # expect: hot-loop
            for other, other_value in values:
                if sensor < other and math.isclose(value, other_value, rel_tol=0.01):
                    pairs.append((sensor, other))
        return pairs


def drift(values: list[tuple[int, float]]) -> dict[int, float]:
    drifts = {}
    for lag in range(len(values)):  # expect: hot-loop
        total = 0.0
        for index in range(lag, len(values)):
            total += abs(values[index][1] - values[index - lag][1])
        drifts[lag] = total
    return drifts


def weekly(values: list[tuple[int, float]]) -> list[float]:
    means = []
    for day in range(DAYS):  # ok: hot-loop
        part = [value for sensor, value in values if sensor % DAYS == day]
        means.append(sum(part) / max(1, len(part)))
    return means
