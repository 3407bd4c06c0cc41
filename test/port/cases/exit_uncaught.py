def check(values: list[int]) -> int:
    total = 0
    for value in values:
        if value < 0:
            raise ValueError(f"negative: {value}")
        total += value
    return total


def main() -> None:
    print(check([1, 2, 3]))
    print(check([1, -2, 3]))
    print("not reached")


if __name__ == "__main__":
    main()
