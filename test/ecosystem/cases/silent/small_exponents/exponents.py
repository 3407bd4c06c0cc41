import random


class Bit:
    def __init__(self, number: int) -> None:
        self.bit = 1 << number


class Serial:
    def __init__(self, number: int, bits: int = 32) -> None:
        self.modulo = 2**bits
        self.number = number % self.modulo


def pause(attempt: int) -> float:
    return (1 << attempt) * (0.5 + random.random())


def unit_of(size: int, names: list[str], base: int) -> str:
    for place, name in enumerate(names):
        if size < base**place * base:
            return name
    return ""


def rotated(word: int, places: int) -> int:
    return ((word << places) | (word >> (64 - places))) & (2**64 - 1)


def is_complete(rows: list[int], names: list[str]) -> bool:
    return len(rows) == 2 ** len(names)


class Subsets:
    def __init__(self, items: list[int]) -> None:
        self.items = items

    def __len__(self) -> int:
        return 2 ** len(self.items)
