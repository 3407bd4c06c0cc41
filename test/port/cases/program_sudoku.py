PUZZLE = "530070000600195000098000060800060003400803001700020006060000280000419005000080079"


def candidates(board: list[list[int]], row: int, column: int) -> set[int]:
    used = set(board[row])
    used |= {board[r][column] for r in range(9)}
    top, left = 3 * (row // 3), 3 * (column // 3)
    used |= {board[r][c] for r in range(top, top + 3) for c in range(left, left + 3)}
    return set(range(1, 10)) - used


def solve(board: list[list[int]]) -> bool:
    best = None
    for row in range(9):
        for column in range(9):
            if board[row][column] == 0:
                options = candidates(board, row, column)
                if best is None or len(options) < len(best[2]):
                    best = (row, column, options)
    if best is None:
        return True
    row, column, options = best
    for value in sorted(options):
        board[row][column] = value
        if solve(board):
            return True
    board[row][column] = 0
    return False


def main() -> None:
    board = [[int(c) for c in PUZZLE[i * 9:(i + 1) * 9]] for i in range(9)]
    print(solve(board))
    for row in board:
        print("".join(str(value) for value in row))


if __name__ == "__main__":
    main()
