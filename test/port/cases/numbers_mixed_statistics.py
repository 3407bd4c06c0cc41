"""Integers and floats meet: means, medians, rounding and integer division."""
import math


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def median(values: list[float]) -> float:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def spread(values: list[float]) -> float:
    center = mean(values)
    return math.sqrt(sum((v - center) ** 2 for v in values) / len(values))


if __name__ == "__main__":
    data = [2.0, 4.0, 4.0, 4.5, 5.0, 7.0, 9.0]
    print(mean(data), median(data), round(spread(data), 4))
    print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5)], round(2.675, 2))
    print(7 // 2, -7 // 2, 7 % -3, -7 % 3, divmod(-7, 2), 2**10, 2**-1)
    print(math.gcd(84, 36), math.isqrt(99), math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5))
    print(f"{1234567.891:,.1f} {0.000123:.2e} {255:#x} {5:08b} {0.25:.0%}")
    print(10 / 4, 10 // 4.0, int(3.99), int("-12"), float("1e3"))
    print(1e16, 1.0, 1.5e-7, 123456789.123, float("inf") > 1e308)
