def spiral(matrix: list[list[int]]) -> list[int]:
    result: list[int] = []
    rows = [row[:] for row in matrix]
    while rows:
        result.extend(rows.pop(0))
        rows = [list(column) for column in zip(*rows)][::-1]
    return result


def rotate(matrix: list[list[int]]) -> list[list[int]]:
    return [list(row) for row in zip(*matrix[::-1])]


def pascal(n: int) -> list[list[int]]:
    rows = [[1]]
    for _ in range(n - 1):
        last = rows[-1]
        rows.append([1] + [a + b for a, b in zip(last, last[1:])] + [1])
    return rows


def flood(grid: list[str], row: int, column: int) -> int:
    seen: set[tuple[int, int]] = set()
    pending = [(row, column)]
    while pending:
        r, c = pending.pop()
        if not (0 <= r < len(grid) and 0 <= c < len(grid[0])) or grid[r][c] == "#" or (r, c) in seen:
            continue
        seen.add((r, c))
        pending += [(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)]
    return len(seen)


def main() -> None:
    matrix = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
    print(spiral(matrix), rotate(matrix))
    for row in pascal(5):
        print(" ".join(map(str, row)).center(14).rstrip())
    print(flood(["..#", ".#.", "..."], 0, 0), flood(["..#", ".#.", "..."], 0, 2))


if __name__ == "__main__":
    main()
