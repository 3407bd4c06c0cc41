"""Text statistics."""
import string
from collections import Counter, defaultdict

STOP_WORDS = {"the", "a", "of"}
VOWELS = "aeiou"
GRID = [
    "#..#",
    ".##.",
    "#..#",
]
DIRECTIONS = [(0, 1), (1, 0), (0, -1), (-1, 0)]


def tokenize(text: str) -> list[str]:
    cleaned = "".join(c.lower() if c.isalnum() or c.isspace() else " " for c in text)
    return [w for w in cleaned.split() if w not in STOP_WORDS]


def caesar(text: str, shift: int) -> str:
    result = []
    for ch in text:
        if ch.isalpha():
            base = ord("A") if ch.isupper() else ord("a")
            result.append(chr((ord(ch) - base + shift) % 26 + base))
        else:
            result.append(ch)
    return "".join(result)


def neighbours(r, c):
    for dr, dc in DIRECTIONS:
        nr, nc = r + dr, c + dc
        if 0 <= nr < len(GRID) and 0 <= nc < len(GRID[0]):
            yield nr, nc


def flood(r, c, seen):
    if (r, c) in seen or GRID[r][c] == "#":
        return 0
    seen.add((r, c))
    return 1 + sum(flood(nr, nc, seen) for nr, nc in neighbours(r, c))


def rle(s):
    if not s:
        return ""
    out = []
    prev, n = s[0], 1
    for ch in s[1:]:
        if ch == prev:
            n += 1
        else:
            out.append(prev + (str(n) if n > 1 else ""))
            prev, n = ch, 1
    out.append(prev + (str(n) if n > 1 else ""))
    return "".join(out)


def roman(n: int) -> str:
    table = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    out = ""
    for value, sym in table:
        count, n = divmod(n, value)
        out += sym * count
    return out


def evaluate(tokens):
    stack = []
    for t in tokens.split():
        if t in "+-*/":
            b, a = stack.pop(), stack.pop()
            if t == "+":
                stack.append(a + b)
            elif t == "-":
                stack.append(a - b)
            elif t == "*":
                stack.append(a * b)
            else:
                stack.append(int(a / b))
        else:
            stack.append(int(t))
    return stack[0]


def topo(graph):
    indeg = defaultdict(int)
    for u in graph:
        for v in graph[u]:
            indeg[v] += 1
    ready = [u for u in graph if indeg[u] == 0]
    order = []
    while ready:
        ready.sort()
        u = ready.pop(0)
        order.append(u)
        for v in graph.get(u, ()):
            indeg[v] -= 1
            if indeg[v] == 0:
                ready.append(v)
    return order


def dijkstra(graph, src):
    import heapq
    dist = {src: 0}
    heap = [(0, src)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > dist.get(u, float("inf")):
            continue
        for v, w in graph.get(u, {}).items():
            nd = d + w
            if nd < dist.get(v, float("inf")):
                dist[v] = nd
                heapq.heappush(heap, (nd, v))
    return dist


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


def main() -> None:
    words = tokenize("The quick brown fox, the lazy dog! A tale of the fox.")
    freq = Counter(words)
    for word, n in freq.most_common(3):
        print(f"{word:<8}{n:>3}")
    print(caesar("Hello, World!", 3), caesar(caesar("abc", 5), -5))
    seen = set()
    sizes = []
    for r in range(len(GRID)):
        for c in range(len(GRID[r])):
            size = flood(r, c, seen)
            if size:
                sizes.append(size)
    print(sorted(sizes, reverse=True), len(seen))
    print(rle("aaabbc"), rle(""), rle("z"))
    print([roman(n) for n in (4, 9, 14, 1994)])
    print(evaluate("3 4 + 2 *"), evaluate("7 2 /"))
    print(topo({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}))
    print(dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2}}, "a"))
    gen = primes()
    print([next(gen) for _ in range(10)])
    vowels = sum(1 for c in "programming language" if c in VOWELS)
    print(vowels, string.ascii_uppercase[:5])
    matrix = [[i * j for j in range(1, 4)] for i in range(1, 4)]
    for row in matrix:
        print(" ".join(f"{v:2d}" for v in row))
    total = 0
    for i, row in enumerate(matrix):
        total += row[i]
    print(total, sum(map(sum, matrix)), max(max(r) for r in matrix))
    inventory = {"apple": {"qty": 3, "price": 0.5}, "pear": {"qty": 2, "price": 0.75}}
    for name, info in inventory.items():
        print(name, info["qty"] * info["price"])
    print({k: v["qty"] for k, v in inventory.items()})
    try:
        value = int("12x")
    except ValueError:
        value = -1
    finally:
        print("done")
    print(value)
    data = [("x", 3), ("y", 1)]
    data.sort(key=lambda t: t[1])
    (n1, c1), (n2, c2) = data
    print(n1, c2, dict(data))
    i = 0
    while i < 3:
        i += 1
        if i == 2:
            continue
        print(i, end=" ")
    print()
    print("yes" if "fox" in freq else "no", not words, len(words) > 3 and words[0])
    a, b, *rest = [1, 2, 3, 4]
    print(a, b, rest, rest[-1] if rest else None)
    print(3 if a > b else 4, (a, b) == (1, 2), [a, b] + rest)
    s = "hello"
    print(s[0].upper() + s[1:], s[-3:-1], s * 2, "-".join(s), list(s), tuple(s[:2]))
    print(round(3.14159, 2), 10 // 3, -10 // 3, 10 % -3, 2 ** 0.5 > 1.41, 1e3, 5 / 2)
    print(bin(10), hex(255), oct(8), int("1010", 2), abs(-7), divmod(17, 5), pow(2, 5))
    print(None is None, [] == [], "" or "default", 0 or [] or "x", [1] and [2])


if __name__ == "__main__":
    main()
