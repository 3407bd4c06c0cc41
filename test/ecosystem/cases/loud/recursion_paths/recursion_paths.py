def hanoi(n, source, target, spare):  # expect: hot-loop
    if n == 0:
        return []
    moves = hanoi(n - 1, source, spare, target)
    moves.append((source, target))
    moves += hanoi(n - 1, spare, target, source)
    return moves


def distance(a, b):  # expect: hot-loop
    if not a or not b:
        return len(a) + len(b)
    if a[0] == b[0]:
        return distance(a[1:], b[1:])
    return 1 + min(distance(a[1:], b), distance(a, b[1:]))


def arrangements(items, taken):  # expect: hot-loop
    if not items:
        return [taken]
    found = []
    for i in range(len(items)):
        found += arrangements(items[:i] + items[i + 1 :], taken + [items[i]])
    return found
