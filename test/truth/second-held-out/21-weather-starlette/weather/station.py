from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reading:
    at: int
    celsius: float
    millibar: float


class Archive:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.guard = threading.Lock()

    def lines(self) -> Iterator[str]:
        with self.path.open() as handle:
            yield from handle

    def readings(self) -> Iterator[Reading]:
        for line in self.lines():
            at, celsius, millibar = line.split()
            yield Reading(int(at), float(celsius), float(millibar))

    def append(self, reading: Reading) -> None:
        with self.guard, self.path.open("a") as handle:
            handle.write(f"{reading.at} {reading.celsius} {reading.millibar}\n")

    def name(self) -> str:
        return self.path.stem


def smooth(values: list[float], window: int) -> list[float]:
    """Moving median, the slow and honest way."""
    out = []
    for at in range(len(values)):  # expect: hot-loop
        near = values[max(0, at - window) : at + window + 1]
        for i in range(len(near)):
            for j in range(i + 1, len(near)):
                if near[j] < near[i]:
                    near[i], near[j] = near[j], near[i]
        out.append(near[len(near) // 2])
    return out


def mean(values: list[float]) -> float:
    return sum(values) / len(values)
