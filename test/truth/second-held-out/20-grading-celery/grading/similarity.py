"""Plagiarism check: every submission against every other, by shingles."""
from __future__ import annotations


def shingles(text: str, length: int = 5) -> set[int]:
    words = text.split()
    return {hash(tuple(words[at : at + length])) for at in range(len(words) - length + 1)}  # ok: hot-loop


def overlap(one: str, two: str) -> float:
    left, right = shingles(one), shingles(two)
    return len(left & right) / max(1, len(left | right))


def longest(one: str, two: str) -> int:
    """Longest common substring."""
    best = 0
    lengths = [0] * (len(two) + 1)
    for left in one:  # expect: hot-loop
        last = 0
        for place, right in enumerate(two, 1):
            last, lengths[place] = lengths[place], last + 1 if left == right else 0
            if lengths[place] > best:
                best = lengths[place]
    return best


def matrix(texts: list[str]) -> list[list[float]]:
    sets = [shingles(text) for text in texts]
    return [[len(one & two) / max(1, len(one | two)) for two in sets] for one in sets]  # expect: hot-loop
