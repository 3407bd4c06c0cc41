"""Integers that grow in the rows of matrices, and large integers read in another base."""


def multiply(a: list[list[int]], b: list[list[int]]) -> list[list[int]]:
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def power(matrix: list[list[int]], exponent: int) -> list[list[int]]:
    size = len(matrix)
    result = [[int(i == j) for j in range(size)] for i in range(size)]
    while exponent:
        if exponent % 2 == 1:
            result = multiply(result, matrix)
        matrix = multiply(matrix, matrix)
        exponent //= 2
    return result


def main() -> None:
    print(power([[1, 1], [1, 0]], 10))
    print(power([[1, 1], [1, 0]], 120)[0][1] == 5358359254990966640871840)
    print(int("ffffffffffffffffffff", 16), int("123456789012345678901234567890"))


if __name__ == "__main__":
    main()
