"""Scores orders: two functions that compute, one that waits. Threads, or none with the argument `serial`."""

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor


def distance(left: str, right: str) -> int:
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        current = [i]
        for j, b in enumerate(right, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b)))
        previous = current
    return previous[-1]


def closest(names: list[str], wanted: str) -> str:
    return min(names, key=lambda name: distance(name, wanted))


def pause() -> None:
    time.sleep(0.3)


def encode(rows: list[dict]) -> int:
    return sum(len(json.dumps(row)) for row in rows)


def main() -> None:
    names = [f"customer-{number:06d}-{'x' * (number % 20)}" for number in range(1000)]
    if "serial" in sys.argv:
        found = [closest(names, wanted) for wanted in names[:6]]
    else:
        with ThreadPoolExecutor(max_workers=2) as pool:
            found = list(pool.map(lambda wanted: closest(names, wanted), names[:6]))
    pause()
    print(len(found), encode([{"name": name, "length": len(name)} for name in names] * 20))


if __name__ == "__main__":
    main()
