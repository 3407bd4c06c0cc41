def show(a: int, b: int) -> None:
    print(a // b, a % b, a / b, divmod(a, b))


def main() -> None:
    for a, b in [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (0, 5)]:
        show(a, b)
    print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2)
    print(2 ** 10, 2 ** -1, 2.0 ** 3, (-2) ** 3)
    print(abs(-3), abs(-3.5), round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5678, -2))
    print(int(3.9), int(-3.9), int("42"), int("-17"), int("ff", 16), float("2.5"))
    print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2, 1 == 1.0)
    print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 1024 >> 3, 1 << 40, -5 >> 1)
    print(min(3, 1, 2), max(3, 1, 2), sum([1, 2, 3]), sum([0.5, 0.25]))
    print(10 / 4, 10 / 5, 1 / 3)


if __name__ == "__main__":
    main()
