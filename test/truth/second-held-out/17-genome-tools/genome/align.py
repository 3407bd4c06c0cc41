"""Global alignment, and the counts that go with it."""
from __future__ import annotations

import functools
import math

MATCH, MISMATCH, GAP = 2, -1, -2
CODES = {letter: code for code, letter in enumerate("ACGT")}
MASK = (1 << 64) - 1  # ok: unbounded-int


def score(one: str, two: str) -> int:
    table = [[0] * (len(two) + 1) for _ in range(len(one) + 1)]  # ok: hot-loop
    for i in range(1, len(one) + 1):  # expect: hot-loop
        for j in range(1, len(two) + 1):
            diagonal = table[i - 1][j - 1] + (MATCH if one[i - 1] == two[j - 1] else MISMATCH)
            table[i][j] = max(diagonal, table[i - 1][j] + GAP, table[i][j - 1] + GAP)
    return table[-1][-1]


def paths(rows: int, columns: int) -> int:  # expect: hot-loop
    """Alignments of two sequences, counted naively."""
    if rows == 0 or columns == 0:
        return 1
    return paths(rows - 1, columns) + paths(rows, columns - 1) + paths(rows - 1, columns - 1)


@functools.cache
def paths_remembered(rows: int, columns: int) -> int:  # ok: hot-loop
    if rows == 0 or columns == 0:
        return 1
    return paths_remembered(rows - 1, columns) + paths_remembered(rows, columns - 1) + paths_remembered(rows - 1, columns - 1)  # expect: unbounded-int


def depth(tree: tuple | str) -> int:  # ok: hot-loop
    if isinstance(tree, str):
        return 0
    return 1 + depth(tree[0])


def arrangements(length: int) -> int:
    return math.factorial(length)  # expect: unbounded-int


def words(length: int) -> int:
    return 4**length  # expect: unbounded-int


def packed(letters: str) -> int:
    value = 0
    for letter in letters:  # ok: hot-loop
        value = value << 2 | CODES[letter]  # expect: unbounded-int
    return value


def rolling(letters: str) -> int:
    value = 0
    for letter in letters:
        value = (value << 5 ^ CODES[letter]) & MASK  # ok: unbounded-int
    return value


def bit(position: int) -> int:
    return 1 << (position & 31)  # ok: unbounded-int


def probability(length: int) -> float:
    return 0.25**length  # ok: unbounded-int


def modular(base: int, length: int) -> int:
    return pow(base, length, 1_000_000_007)  # ok: unbounded-int


def rabbits(months: int) -> int:
    young, old = 1, 0
    for _ in range(months):  # ok: hot-loop
        young, old = old, young + old  # expect: unbounded-int
    return old


def kilobases(letters: int) -> float:
    return letters / 10**3  # ok: unbounded-int
