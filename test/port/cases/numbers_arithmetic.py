import math


def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def is_prime(n: int) -> bool:
    if n < 2:
        return False
    return all(n % d for d in range(2, math.isqrt(n) + 1))


def to_base(n: int, base: int) -> str:
    digits = "0123456789abcdef"
    if n == 0:
        return "0"
    out = ""
    sign = "-" if n < 0 else ""
    n = abs(n)
    while n:
        n, r = divmod(n, base)
        out = digits[r] + out
    return sign + out


def main() -> None:
    print(-7 // 2, -7 % 3, 7 // -2, 7 % -3, divmod(-7, 2), -7 / 2)
    print(2 ** 10, 2 ** -1, 10 ** 3 % 7, pow(3, 20, 1000), round(2.5), round(3.5), round(2.675, 2), round(1234, -2))
    print(0.1 + 0.2, 1e16, 1e-7, 3.0, float("inf"), -0.0, 1 / 3)
    print(int("ff", 16), int("-12"), float("1.5e3"), int(3.99), int(-3.99), bin(10), hex(255), oct(8))
    print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 4, -16 >> 2)
    print(math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.sqrt(16), math.factorial(10), math.gcd(12, 18), math.comb(5, 2))
    print([n for n in range(30) if is_prime(n)], gcd(84, 36), to_base(255, 2), to_base(-255, 16))
    print(7 > 3 > 1, 1 < 3 < 2, 3 == 3.0, not 0, None or "default", "" and "never", [] or [1])
    print(math.isclose(0.1 + 0.2, 0.3), math.isnan(float("nan")), math.pi, f"{math.e:.4f}", math.log2(8), math.hypot(3, 4))


if __name__ == "__main__":
    main()
