total = 0


def bump(n: int = 1) -> int:
    global total
    total += n
    return total


def split_name(full: str) -> tuple[str, list[str], str]:
    first, *middle, last = full.split()
    return first, middle, last


def find(items: list[int], target: int) -> int:
    for i, item in enumerate(items):
        if item == target:
            break
    else:
        return -1
    return i


def halve(n: int) -> tuple[int, str]:
    steps = 0
    while n > 1:
        n //= 2
        steps += 1
        if steps > 100:
            break
    else:
        return steps, "done"
    return steps, "stopped"


def read_chunks(data: str, size: int) -> list[str]:
    pos = 0
    chunks = []
    while chunk := data[pos:pos + size]:
        chunks.append(chunk)
        pos += size
    return chunks


def main() -> None:
    bump()
    bump(5)
    print(total, split_name("a b c d"), split_name("x y"))
    print(find([1, 2, 3], 3), find([1, 2], 5), halve(100), read_chunks("abcdefgh", 3))
    (a, b), c = (1, 2), 3
    *init, tail = range(5)
    print(a, b, c, init, tail)
    a = b = c = 7
    a += 1
    print(a, b, c, a > b == c, 1 < a < 10)
    for i, (k, v) in enumerate({"a": 1, "b": 2}.items()):
        print(i, k, v)
    for (p, q), r in [((1, 2), 3), ((4, 5), 6)]:
        print(p + q + r, end=" ")
    print()
    data = {"x": 1, "y": 2, "z": 3}
    del data["x"]
    print(next(iter(data)), data, len(data), min(data.values()), list(data)[-1], [*data, "w"])
    n = 5
    while True:
        n -= 1
        if n % 2:
            continue
        if n == 0:
            break
        print(n, end=" ")
    print("end", *[1, 2, 3], sep=", ")
    print("a", 1, 2.5, None, True, [1.5, 2.0], (1,), {"k": (1, 2)}, sep="|")


main()
