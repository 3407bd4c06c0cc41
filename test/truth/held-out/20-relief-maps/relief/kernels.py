"""Hill shading and contours in plain Python."""
import math


def shade(grid, light):
    height, width = len(grid), len(grid[0])
    out = [[0.0] * width for _ in range(height)]
    for y in range(1, height - 1):  # expect: hot-loop
        for x in range(1, width - 1):
            dx = (grid[y][x + 1] - grid[y][x - 1]) / 2
            dy = (grid[y + 1][x] - grid[y - 1][x]) / 2
            out[y][x] = max(0.0, light[0] * dx + light[1] * dy) / math.hypot(dx, dy, 1.0)
    return out


def multiply(a, b):
    n, m, p = len(a), len(b), len(b[0])
    result = [[0] * p for _ in range(n)]
    for i in range(n):  # expect: hot-loop
        for j in range(p):
            s = 0
            for k in range(m):
                s += a[i][k] * b[k][j]
            result[i][j] = s
    return result


def rotate(point, angle):
    c, s = math.cos(angle), math.sin(angle)
    matrix = [[c, -s], [s, c]]
    out = [0.0, 0.0]
    for i in range(2):  # ok: hot-loop
        for j in range(2):
            out[i] += matrix[i][j] * point[j]
    return out


def flood(grid, start):
    todo, seen = [start], {start}
    while todo:
        x, y = todo.pop()
        for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            near = (x + dx, y + dy)
            if near not in seen and 0 <= near[0] < len(grid) and 0 <= near[1] < len(grid[0]):
                if grid[near[0]][near[1]] <= grid[x][y]:
                    seen.add(near)
                    todo.append(near)
    return seen


def subsets(items, target):  # expect: hot-loop
    if target == 0:
        return 1
    if not items or target < 0:
        return 0
    return subsets(items[1:], target - items[0]) + subsets(items[1:], target)


def flatten(grid):
    return [cell for row in grid for cell in row]  # ok: hot-loop


def histogram(values):
    counts = {}
    for value in values:  # ok: hot-loop
        counts[value] = counts.get(value, 0) + 1
    return counts
