def total(values: list[int]) -> int:
    result = 0
    for i in range(len(values)):
        result += values[i]
    return result


def table(n: int) -> list[list[int]]:
    grid = [[0] * (n + 1) for _ in range(n)]
    for i in range(n):
        for j in range(n):
            grid[i][j + 1] = i * j
    return grid


def third(values: list[int]) -> int:
    position = 2
    return values[position]


def main() -> None:
    print(total([1, 2, 3]), table(2))
    names = ["a", "b"]
    for i, name in enumerate(names):
        print(name == names[i], names[i % len(names)])
    print(third([1, 2, 3]))
    print(third([1, 2]))


main()
