"""Integers that leave 64 bits without the program writing one that does: Go has them on request."""
import math


def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def digits(n):
    return sum(int(digit) for digit in str(n))


def catalan(n):
    table = [0] * (n + 1)
    table[0] = 1
    for i in range(1, n + 1):
        for j in range(i):
            table[i] += table[j] * table[i - 1 - j]
    return table[n]


def main():
    print(factorial(30), fibonacci(120), catalan(40))
    print(digits(2 ** 60), digits(factorial(25)))
    big = factorial(26)
    print(big // 7, big % 1000007, -big // 7, -big % 1000007, divmod(big, 97))
    print(big > 10 ** 18, big == factorial(26), big != 0, bool(big - big), -big < 0)
    print(f"{big:,} {big:x} {big:>30} {big:e}", str(big)[:5], len(str(big)))
    print(big.bit_length(), math.gcd(big, 1024), math.isqrt(big), pow(big, 3, 1000003), abs(-big))
    print(big / 10 ** 9, float(big), int(float(2 ** 40)), hex(big), max(big, 1), sorted([big, 3, -big]))
    print(big & 0xFFFF, big >> 60, (big << 3) - big, big ^ 1)


if __name__ == "__main__":
    main()
