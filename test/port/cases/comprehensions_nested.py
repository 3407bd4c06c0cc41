"""Nested comprehensions, conditions in them, and what they close over."""

matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]


def main() -> None:
    print([value for row in matrix for value in row if value % 2])
    print([[row[i] for row in matrix] for i in range(3)])
    print({x: [y for y in range(x) if x % (y + 1) == 0] for x in range(1, 7)})
    print({(a, b) for a in range(3) for b in range(3) if a < b} == {(0, 1), (0, 2), (1, 2)})
    print(sum(x * y for x, y in zip(range(5), range(5, 10))))
    adders = [lambda n, k=k: n + k for k in range(3)]
    print([add(10) for add in adders])
    words = ["apple", "bob", "kayak", "level", "tree"]
    print([w for w in words if w == w[::-1]], any(len(w) > 5 for w in words), all(w.islower() for w in words))
    lengths = {len(w): w for w in words}
    print(lengths, sorted({len(w) for w in words}))


if __name__ == "__main__":
    main()
