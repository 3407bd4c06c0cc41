from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import reduce

CORPUS = """
It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness, it was the spring of hope.
"""


def mapper(line: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z']+", line.lower()))


def reducer(left: Counter[str], right: Counter[str]) -> Counter[str]:
    return left + right


def main() -> None:
    lines = [line for line in CORPUS.splitlines() if line.strip()]
    with ProcessPoolExecutor(max_workers=2) as pool:
        partial = list(pool.map(mapper, lines))
    counts = reduce(reducer, partial, Counter())
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:6]:
        print(f"{word:<8}{count:>3}")
    print(len(counts), sum(counts.values()))


if __name__ == "__main__":
    main()
