class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __matmul__(self, other):
        cols = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in cols] for r in self.rows])

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __repr__(self):
        return f"Matrix({self.rows!r})"


def main() -> None:
    m = Matrix([[1.0, 2.0], [3.0, 4.0]])
    print(m @ m, m + m)
    sums = {"a": sum([1.0, 2.0])}
    print(sums)


main()
