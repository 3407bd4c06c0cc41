from collections import Counter, OrderedDict, defaultdict, deque, namedtuple

Point = namedtuple("Point", ["x", "y"])


def bfs(graph: dict[str, list[str]], start: str) -> list[str]:
    seen = {start}
    queue = deque([start])
    order = []
    while queue:
        node = queue.popleft()
        order.append(node)
        for neighbour in graph.get(node, []):
            if neighbour not in seen:
                seen.add(neighbour)
                queue.append(neighbour)
    return order


def main() -> None:
    groups = defaultdict(list)
    for word in ["apple", "avocado", "banana", "cherry", "blueberry"]:
        groups[word[0]].append(word)
    for letter in sorted(groups):
        print(letter, groups[letter])
    counts = Counter("mississippi")
    print(counts.most_common(2), counts["s"], counts["z"], sum(counts.values()))
    counts.update("miss")
    print(sorted(counts.items()))
    totals = defaultdict(int)
    for name, amount in [("a", 1), ("b", 2), ("a", 3)]:
        totals[name] += amount
    print(dict(totals))
    print(bfs({"a": ["b", "c"], "b": ["d"], "c": ["d"], "d": []}, "a"))
    p = Point(1, 2)
    print(p, p.x + p.y, p[0], p == Point(1, 2))
    x, y = p
    print(x, y)
    ordered = OrderedDict()
    ordered["z"] = 1
    ordered["a"] = 2
    print(list(ordered.items()))
    d = deque([1, 2, 3])
    d.appendleft(0)
    d.rotate(1)
    print(list(d), d[0], len(d), d.pop())


if __name__ == "__main__":
    main()
