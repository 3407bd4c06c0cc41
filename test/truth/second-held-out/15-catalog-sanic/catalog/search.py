from __future__ import annotations

from collections.abc import Iterable, Iterator


def distance(one: str, two: str) -> int:
    """Levenshtein, two rows."""
    previous = list(range(len(two) + 1))
    for i, left in enumerate(one, 1):  # expect: hot-loop
        current = [i]
        for j, right in enumerate(two, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (left != right)))
        previous = current
    return previous[-1]


def best(query: str, titles: Iterable[str], count: int = 10) -> list[str]:
    return sorted(titles, key=lambda title: distance(query, title))[:count]


def prefixes(query: str) -> Iterator[str]:
    for end in range(1, len(query) + 1):  # ok: hot-loop
        yield query[:end]
