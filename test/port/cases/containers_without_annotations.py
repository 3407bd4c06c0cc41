"""Parameters that become deques and lists on the way, and are changed then."""

from collections import deque


def war(a, b, limit=1000):
    a, b = deque(a), deque(b)
    rounds = 0
    while a and b and rounds < limit:
        rounds += 1
        x, y = a.popleft(), b.popleft()
        if x > y:
            a.extend((x, y))
        else:
            b.extend([y, x])
    return rounds, list(a or b)


def taken(items, count):
    items, out = list(items), []
    for _ in range(count):
        out.append(items.pop())
        items.insert(0, len(items))
    return out, items


if __name__ == "__main__":
    print(war([3, 9, 1], [2, 4, 7]))
    print(war([1, 2, 3], [4, 5, 6]))
    print(taken((1, 2, 3), 2))
    print(taken(range(5), 3))
