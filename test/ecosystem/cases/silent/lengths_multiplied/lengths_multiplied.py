import math
from functools import reduce
from operator import mul


def blocks(chunks):
    return reduce(mul, map(len, chunks))


def layers(stride: int, total: int):
    count = int(math.log2(total) // math.log2(stride))
    channels = 1
    for _ in range(count):
        channels = channels * stride**2
    return channels


def product(numbers: list[int]) -> int:
    total = 1
    for number in numbers:
        total *= number  # expect: unbounded-int
    return total
