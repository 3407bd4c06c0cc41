def check(value: int) -> int:
    if value > 2:
        raise SystemExit(value)
    return value


def main() -> None:
    for value in range(5):
        print(check(value))


if __name__ == "__main__":
    main()
