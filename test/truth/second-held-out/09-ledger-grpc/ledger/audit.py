"""Benford and reconciliation: what the auditors run over a year of entries."""
from __future__ import annotations

from decimal import Decimal


def reconcile(ours: list[Decimal], theirs: list[Decimal]) -> list[tuple[int, int, int]]:
    """Triples of our entries that add up to one of theirs."""
    found = []
    for i in range(len(ours)):  # expect: hot-loop
        for j in range(i + 1, len(ours)):
            for k in range(j + 1, len(ours)):
                if ours[i] + ours[j] + ours[k] in theirs:
                    found.append((i, j, k))
    return found


def leading(amounts: list[Decimal]) -> dict[str, int]:
    counts = dict.fromkeys("123456789", 0)
    for amount in amounts:  # ok: hot-loop
        counts[str(amount).lstrip("-0.")[0]] += 1
    return counts


def checksum(account: str) -> int:
    total = 0
    for letter in account:  # ok: hot-loop
        total = (total * 31 + ord(letter)) % 97  # ok: unbounded-int
    return total


def fingerprint(account: str) -> int:
    value = 7
    for letter in account:
        value = value * 131 + ord(letter)  # expect: unbounded-int
    return value
