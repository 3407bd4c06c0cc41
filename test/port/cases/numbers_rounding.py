import math


def mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def digits(n: int, base: int = 10) -> list[int]:
    if n == 0:
        return [0]
    out = []
    while n:
        n, r = divmod(n, base)
        out.append(r)
    return out[::-1]


def collatz(n: int) -> int:
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def gcd_all(*numbers: int) -> int:
    result = 0
    for n in numbers:
        result = math.gcd(result, n)
    return result


def main() -> None:
    print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1234, -2), round(15, -1), round(25, -1))
    print(divmod(7, 2), divmod(-7, 2), divmod(7, -2), divmod(7.5, 2), -7 // 2, -7 % 3, 7 % -3, -7.5 // 2, -7.5 % 2)
    print(2 ** 10, 2.0 ** 3, (-2) ** 3, 0 ** 0, 7 / 2, 6 / 2, 1 / 3, 0.1 + 0.2, 1e16, 1e15, 123456789.123, 1e-5, 0.0001)
    print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 5, 255 >> 3, -8 >> 1, (5).bit_length(), bin(10).count("1"))
    print(int("42"), int("-7"), int("ff", 16), int(3.9), int(-3.9), int("  12 "), float("1.5"), float("-1e3"))
    print(math.sqrt(16), math.floor(-2.5), math.ceil(2.1), math.trunc(-2.7), math.isqrt(17), math.factorial(10), math.comb(5, 2))
    print(math.hypot(3, 4), math.log2(8), math.log10(1000), round(math.sin(1), 6), math.gcd(12, 18), math.lcm(4, 6))
    print(collatz(27), gcd_all(12, 18, 30), digits(255, 16), digits(0), mean([1.0, 2.5]), mean([]))
    print(abs(-5), abs(-2.5), pow(2, 5), pow(2, 10, 1000), sum([0.1, 0.2, 0.3]), sum([1, 2], 10), True + True, 3 < 3.5 < 4)
    print(hex(255), oct(8), bin(5), hex(-17), chr(97), ord("a"), (2.5).is_integer(), (4.0).is_integer(), 10 // 3 * 2.0)
    x = 10.5
    x //= 2
    print(x, -x, not x, math.isclose(0.1 + 0.2, 0.3), math.inf > 1, max(2, 7, 3), min([4.5, 2.5]))


main()
