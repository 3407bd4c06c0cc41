"""Raising to a logarithm gives back about what it was taken of."""
from math import ceil, log


def table_size(items: int) -> int:
    return 4 ** ceil(log(items * 3, 4))
