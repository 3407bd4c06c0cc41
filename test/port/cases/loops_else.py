def is_prime(n: int) -> bool:
    if n < 2:
        return False
    for d in range(2, int(n ** 0.5) + 1):
        if n % d == 0:
            break
    else:
        return True
    return False


def find(rows, wanted):
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if value == wanted:
                return i, j
    return None


def collatz(n: int) -> int:
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    else:
        steps += 0
    return steps


def main() -> None:
    print([n for n in range(30) if is_prime(n)])
    print(find([[1, 2], [3, 4]], 4), find([[1]], 9))
    print(collatz(27))
    total = 0
    for i in range(10):
        if i == 3:
            continue
        if i == 7:
            break
        total += i
    print(total, i)
    n = 5
    while True:
        n -= 1
        if n == 0:
            break
    print(n)
    for i in range(10, 0, -3):
        print(i, end=" ")
    print()
    for i in range(3):
        i = i * 10
        print(i, end=" ")
    print()
    items = [1, 2, 3]
    for item in items:
        if item < 3:
            items.append(item + 10)
        if len(items) > 6:
            break
    print(items)
    for a, (b, c) in [(1, (2, 3)), (4, (5, 6))]:
        print(a + b + c)
    if (m := len(items)) > 2:
        print("many", m)


if __name__ == "__main__":
    main()
