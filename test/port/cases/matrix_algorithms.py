def transpose(matrix):
    return [list(row) for row in zip(*matrix)]


def multiply(a, b):
    rows, inner, cols = len(a), len(b), len(b[0])
    result = [[0] * cols for _ in range(rows)]
    for i in range(rows):
        for j in range(cols):
            for k in range(inner):
                result[i][j] += a[i][k] * b[k][j]
    return result


def lcs(a: str, b: str) -> int:
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                table[i][j] = table[i - 1][j - 1] + 1
            else:
                table[i][j] = max(table[i - 1][j], table[i][j - 1])
    return table[-1][-1]


def quicksort(items):
    if len(items) <= 1:
        return items
    pivot, *rest = items
    return quicksort([x for x in rest if x < pivot]) + [pivot] + quicksort([x for x in rest if x >= pivot])


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, int(n ** 0.5) + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return [i for i, flag in enumerate(flags) if flag]


def permutations(items):
    if not items:
        return [[]]
    result = []
    for i in range(len(items)):
        for rest in permutations(items[:i] + items[i + 1:]):
            result.append([items[i]] + rest)
    return result


def hanoi(n, source, target, spare, moves):
    if n == 0:
        return
    hanoi(n - 1, source, spare, target, moves)
    moves.append((source, target))
    hanoi(n - 1, spare, target, source, moves)


def main() -> None:
    print(transpose([[1, 2, 3], [4, 5, 6]]))
    print(multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]))
    print(lcs("AGGTAB", "GXTXAYB"))
    print(quicksort([3, 6, 1, 8, 2]))
    print(sieve(30))
    print(permutations([1, 2, 3]))
    moves = []
    hanoi(3, "A", "C", "B", moves)
    print(len(moves), moves[:2])
    a, b = 3, 4
    a, b = b, a
    print(a, b)
    x = y = 5
    y += 1
    print(x, y)
    values = [1, 2, 3]
    values[0], values[2] = values[2], values[0]
    print(values)


if __name__ == "__main__":
    main()
