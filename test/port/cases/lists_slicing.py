def rotate(values, k):
    k %= len(values)
    return values[-k:] + values[:-k] if k else values[:]


def main():
    values = list(range(10))
    print(values[2:5], values[:3], values[-3:], values[::2], values[::-1], values[7:2:-2])
    print(values[100:], values[-100:2], "hello"[1:-1], "hello"[::-1], (1, 2, 3)[1:])
    print(values)
    del values[::3]
    print(values)
    print(values, rotate([1, 2, 3, 4, 5], 2))
    first, *middle, last = [1, 2, 3, 4]
    print(first, middle, last)
    (a, b), c = (1, 2), 3
    a, b = b, a
    print(a, b, c)
    matrix = [[1, 2, 3], [4, 5, 6]]
    print([row[1] for row in matrix], [list(column) for column in zip(*matrix)], sum(map(sum, matrix)))
    copy = [row[:] for row in matrix]
    copy[0][0] = 99
    print(matrix[0][0], copy[0][0])
    grid = [["."] * 3 for _ in range(2)]
    grid[1][2] = "#"
    print("\n".join("".join(row) for row in grid))


if __name__ == "__main__":
    main()
