class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) != 1:
            raise ValueError("rows differ in length")

    @classmethod
    def identity(cls, n):
        return cls([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __matmul__(self, other):
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __pow__(self, n):
        result = Matrix.identity(len(self.rows))
        base = self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def __getitem__(self, position):
        i, j = position
        return self.rows[i][j]

    def __eq__(self, other):
        return self.rows == other.rows

    def __str__(self):
        return "\n".join(" ".join(f"{value:4d}" for value in row) for row in self.rows)


def main():
    fib = Matrix([[1, 1], [1, 0]])
    print(fib ** 10)
    print((fib ** 30)[0, 1], fib.shape)
    wide = Matrix([[1, 2, 3], [4, 5, 6]])
    print(wide.T)
    print((wide @ wide.T) == Matrix([[14, 32], [32, 77]]))
    try:
        Matrix([[1], [1, 2]])
    except ValueError as error:
        print("error:", error)


if __name__ == "__main__":
    main()
