def checked(n: int) -> list[int]:
    if n < 0:
        raise ValueError("negative")
    return list(range(n))


def doubled(n: int) -> list[int]:
    return [x * 2 for x in checked(n)]


def main() -> None:
    for n in (3, -1):
        try:
            print(doubled(n))
        except ValueError as error:
            print("refused:", error)
    print([x * 2 for x in range(5)], [x for x in range(10) if x % 3 == 0], [x + y for x in range(3) for y in range(2)])
    matrix = [[1, 2, 3], [4, 5, 6]]
    print([[row[i] for row in matrix] for i in range(3)], [v for row in matrix for v in row if v % 2])
    print({w: len(w) for w in ["a", "bb"]}, sorted({c for c in "hello"}), sum(x * x for x in range(4)))
    print(any(x > 3 for x in [1, 5]), all(x > 3 for x in [1, 5]), any([]), all([]))
    print(list(map(lambda x: x + 1, [1, 2])), list(filter(lambda x: x > 1, [1, 2, 3])), list(map(str, [1, 2])), list(map(int, "123")))
    print([(i, c) for i, c in enumerate("ab")], ["even" if n % 2 == 0 else "odd" for n in range(3)])
    print(max((len(w), w) for w in ["aa", "b", "cc"]), min([3, 1, 2]), sorted((x % 3, x) for x in range(5)))
    print(next(x for x in [1, 2, 3] if x > 1), next((x for x in [1] if x > 5), -1))
    x = 10
    print([x for x in range(3)], x)
    print(", ".join(f"{k}={v}" for k, v in {"a": 1, "b": 2}.items()))
    print(list(zip(*[(1, 2), (3, 4)])), dict(zip("ab", [1, 2])))


if __name__ == "__main__":
    main()
