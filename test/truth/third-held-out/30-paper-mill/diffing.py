"""Differences between texts."""


def line_diff(left: list[str], right: list[str]) -> list[str]:
    lengths = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):  # expect: hot-loop
        for j in range(len(right) - 1, -1, -1):
            if left[i] == right[j]:
                lengths[i][j] = lengths[i + 1][j + 1] + 1
            else:
                lengths[i][j] = max(lengths[i + 1][j], lengths[i][j + 1])
    lines = []
    i = j = 0
    while i < len(left) and j < len(right):  # ok: hot-loop
        if left[i] == right[j]:
            lines.append("  " + left[i])
            i += 1
            j += 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            lines.append("- " + left[i])
            i += 1
        else:
            lines.append("+ " + right[j])
            j += 1
    return lines


def common_lines(left: list[str], right: list[str]) -> int:
    shared = 0
    for line in left:  # expect: hot-loop
        for other in right:
            if line.strip() == other.strip():
                shared += 1
    return shared


def render_table(size: int) -> str:
    cells = []
    for row in range(3):  # ok: hot-loop
        for column in range(4):
            cells.append(f"{row * size}{column}")
    return "".join(cells)
