"""What stands after the guard runs after it, and `_` may stand twice in a pattern."""


def parts(rows: list[tuple[int, int, int, int]]) -> int:
    total = 0
    for first, _, _, last in rows:
        total += first * last
    _, middle, _ = rows[0][0], rows[0][1], rows[0][2]
    return total + middle


def main() -> None:
    rows = [(1, 2, 3, 4), (5, 6, 7, 8)]
    print("main", parts(rows), any(a > 4 for a, _, _, _ in rows))


if __name__ == "__main__":
    main()

print("after the guard")
for number in range(2):
    print("and then", number)
