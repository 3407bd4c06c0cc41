from collections import defaultdict, deque


class Box:
    def __init__(self) -> None:
        self.items: list[int] = []
        self.table: dict[str, list[int]] = {}
        self.hits: dict[str, deque[float]] = {}

    def add(self, n: int) -> None:
        items = self.items
        items.append(n)

    def put(self, key: str, n: int) -> None:
        row = self.table.setdefault(key, [])
        row.append(n)

    def hit(self, key: str, now: float) -> int:
        hits = self.hits.setdefault(key, deque())
        while hits and hits[0] < now - 1:
            hits.popleft()
        hits.append(now)
        return len(hits)


def main() -> None:
    box = Box()
    box.add(1)
    box.add(2)
    print(box.items)
    box.put("a", 1)
    box.put("a", 2)
    print(box.table)
    print(box.hit("k", 1.0), box.hit("k", 1.5), box.hit("k", 2.2))
    grid = [[1], [2]]
    row = grid[0]
    row.append(9)
    print(grid)
    table = {"x": [1]}
    values = table["x"]
    values.append(2)
    print(table)
    groups: defaultdict[str, list[int]] = defaultdict(list)
    g = groups["q"]
    g.append(5)
    print(dict(groups))
    found = table.get("x")
    if found is not None:
        found.append(3)
    print(table)
    for r in grid:
        r.append(0)
    print(grid)
    for name, vs in table.items():
        vs.append(len(name))
    print(table)
    last = grid[-1]
    last += [8]
    print(grid)
    nested: dict[str, dict[str, list[int]]] = {"a": {}}
    inner = nested["a"]
    inner["z"] = [1]
    inner["z"].append(2)
    print(nested)
    for vs in table.values():
        vs.extend([0, 0])
    print(table)
    word = "abc"
    buckets: dict[int, list[str]] = {}
    for w in word, "de", "fgh":
        bucket = buckets.setdefault(len(w), [])
        bucket.append(w)
        if len(bucket) > 1:
            bucket.sort(reverse=True)
    print(buckets)


main()
