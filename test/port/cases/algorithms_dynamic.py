def lcs(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if x == y else max(table[i][j + 1], table[i + 1][j])
    out = []
    i, j = len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i, j = i - 1, j - 1
        elif table[i - 1][j] >= table[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(out))


def edit_distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(previous[j] + 1, row[-1] + 1, previous[j - 1] + (x != y)))
        previous = row
    return previous[-1]


def coins(amount, values):
    best = [0] + [amount + 1] * amount
    for total in range(1, amount + 1):
        for value in values:
            if value <= total:
                best[total] = min(best[total], best[total - value] + 1)
    return best[amount] if best[amount] <= amount else -1


def longest_increasing(xs):
    if not xs:
        return []
    length = [1] * len(xs)
    before = [-1] * len(xs)
    for i in range(len(xs)):
        for j in range(i):
            if xs[j] < xs[i] and length[j] + 1 > length[i]:
                length[i] = length[j] + 1
                before[i] = j
    at = max(range(len(xs)), key=lambda i: length[i])
    out = []
    while at >= 0:
        out.append(xs[at])
        at = before[at]
    return out[::-1]


def subsets(xs):
    if not xs:
        return [[]]
    rest = subsets(xs[1:])
    return rest + [[xs[0]] + r for r in rest]


def permute(xs):
    if len(xs) < 2:
        yield xs
        return
    for i in range(len(xs)):
        for rest in permute(xs[:i] + xs[i + 1:]):
            yield [xs[i]] + rest


def max_subarray(xs):
    best = current = xs[0]
    for x in xs[1:]:
        current = max(x, current + x)
        best = max(best, current)
    return best


if __name__ == "__main__":
    print(lcs("AGGTAB", "GXTXAYB"), edit_distance("kitten", "sitting"), coins(11, [1, 2, 5]), coins(3, [2]))
    print(longest_increasing([10, 9, 2, 5, 3, 7, 101, 18]), subsets([1, 2, 3]), list(permute([1, 2, 3])))
    print(max_subarray([-2, 1, -3, 4, -1, 2, 1, -5, 4]))
