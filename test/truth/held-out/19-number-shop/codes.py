"""Codes, counts and chances: integers that fit a word, and others."""
import functools
import math
import random
import secrets
from fractions import Fraction

MASK = (1 << 64) - 1  # ok: unbounded-int
PRIME = 2**61 - 1  # ok: unbounded-int


def hands(cards: int, size: int) -> int:
    return math.comb(cards, size)  # expect: unbounded-int


def orders(n: int) -> int:
    return math.factorial(n)  # expect: unbounded-int


def password_space(symbols: int, length: int) -> int:
    return symbols**length  # expect: unbounded-int


def bit(position: int) -> int:
    return 1 << position  # expect: unbounded-int


def low_bit(position: int) -> int:
    return 1 << (position & 31)  # ok: unbounded-int


def ladder(steps: int) -> int:
    a, b = 1, 1
    for _ in range(steps):
        a, b = b, a + b  # expect: unbounded-int
    return a


def ladder_mod(steps: int) -> int:
    a, b = 1, 1
    for _ in range(steps):
        a, b = b, (a + b) % PRIME  # ok: unbounded-int
    return a


def product(values: list[int]) -> int:
    total = 1
    for value in values:
        total *= value  # expect: unbounded-int
    return total


def polynomial_hash(text: str) -> int:
    h = 7
    for letter in text:
        h = h * 131 + ord(letter)  # expect: unbounded-int
    return h


def fnv(data: bytes) -> int:
    h = 0xCBF29CE484222325
    for byte in data:
        h = ((h ^ byte) * 0x100000001B3) & MASK  # ok: unbounded-int
    return h


def digits(text: str) -> int:
    value = 0
    for letter in text:
        value = value * 10 + int(letter)  # expect: unbounded-int
    return value


def check_digit(text: str) -> int:
    total = 0
    for n, letter in enumerate(text):
        total += int(letter) * (3 if n % 2 else 1)  # ok: unbounded-int
    return -total % 10


def seal(message: int, exponent: int, modulus: int) -> int:
    return pow(message, exponent, modulus)  # ok: unbounded-int


def area(side: float) -> float:
    return side**2  # ok: unbounded-int


def distance(x: int, y: int) -> float:
    return (x**2 + y**2) ** 0.5  # ok: unbounded-int


def backoff(attempt: int) -> float:
    return min(30, 2 ** min(attempt, 6))  # ok: unbounded-int


def growth(rate: float, years: int) -> float:
    return (1 + rate) ** years  # ok: unbounded-int


def key() -> int:
    return secrets.randbits(256)


def harmonic(n: int) -> Fraction:
    return sum((Fraction(1, k) for k in range(1, n + 1)), Fraction(0))


@functools.cache
def partitions(n: int, top: int) -> int:
    if n == 0:
        return 1
    if n < 0 or top == 0:
        return 0
    return partitions(n - top, top) + partitions(n, top - 1)  # expect: unbounded-int


def depth(tree: dict) -> int:  # ok: hot-loop
    child = tree.get("next")
    return 1 + depth(child) if child else 1


def lcg(seed: int) -> int:
    return (seed * 6364136223846793005 + 1442695040888963407) % (1 << 64)  # ok: unbounded-int


def shuffle_seed() -> int:
    return random.getrandbits(32) << 8  # ok: unbounded-int


if __name__ == "__main__":
    print(hands(52, 5), orders(20), ladder(90))
