from multiprocessing import Pool

Matrix = list[list[int]]


def row_times(args: tuple[list[int], Matrix]) -> list[int]:
    row, other = args
    return [sum(a * b for a, b in zip(row, column)) for column in zip(*other)]


def multiply(a: Matrix, b: Matrix) -> Matrix:
    with Pool(processes=3) as pool:
        return pool.map(row_times, [(row, b) for row in a])


def main() -> None:
    a = [[1, 2], [3, 4], [5, 6]]
    b = [[7, 8, 9], [10, 11, 12]]
    for row in multiply(a, b):
        print(row)


if __name__ == "__main__":
    main()
