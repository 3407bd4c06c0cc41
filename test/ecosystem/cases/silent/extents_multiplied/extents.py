import functools
import math


def cells(shape: tuple[int, ...]) -> int:
    total = 1
    for extent in shape:
        total *= int(extent)
    return total


def choices(parts: list[list[str]]) -> int:
    count = 1
    for part in parts:
        count *= len(part)
    return count


class Product:
    def __init__(self, sets: list[set[int]]) -> None:
        self.sets = sets

    def __len__(self) -> int:
        return functools.reduce(lambda a, b: a * b, (len(one) for one in self.sets))


def combinations(parts: list[list[str]]) -> int:
    return math.prod(len(part) for part in parts)


class Tensor:
    def __init__(self, shape: list[int]) -> None:
        self._shape = list(shape)

    def per_item(self) -> int:
        without_first = self._shape.copy()
        return functools.reduce(lambda a, b: a * b, without_first, 1)


def chips(topology: str) -> int:
    chip_dimensions = [int(part) for part in topology.split("x")]
    return functools.reduce(lambda a, b: a * b, chip_dimensions)
