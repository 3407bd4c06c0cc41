BIG = 10 ** 18 + 9


def main() -> None:
    print(BIG)
    print(BIG * BIG)
    print(2 ** 100)
    print(BIG % 1000007)
    total = 12345678901234567890
    total += 1
    print(total, total // 3, total % 7)
    print(123456789 * 987654321 % 1000000007)
    print(pow(3, 200, 1000000007), pow(2, 10))


if __name__ == "__main__":
    main()
