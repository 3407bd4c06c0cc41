from collections import defaultdict


class Graph:
    def __init__(self) -> None:
        self.table: dict[str, list[int]] = {}

    def add(self, key: str, n: int) -> None:
        row = self.table.get(key)
        if row is None:
            row = []
            self.table[key] = row
        row.append(n)

    def put(self, key: str, n: int) -> None:
        if key in self.table:
            row = self.table[key]
        else:
            row = []
            self.table[key] = row
        row.append(n)


def main() -> None:
    g = Graph()
    g.add("a", 1)
    g.add("a", 2)
    g.put("b", 1)
    g.put("b", 2)
    print(g.table)
    d: dict[str, list[int]] = {"a": [1], "b": []}
    for v in list(d.values()):
        v.append(8)
    for k, v in sorted(d.items()):
        v.append(len(k))
    print(d)
    nested = [[[1], [2]], [[3]]]
    inner = nested[0][1]
    inner.append(5)
    print(nested)
    deep: dict[str, dict[str, list[int]]] = defaultdict(dict)
    first = deep["k"].setdefault("m", [])
    first.append(1)
    again = deep["k"]["m"]
    again.append(2)
    print(dict(deep))
    a, b = d["a"], d["b"]
    a.append(-1)
    b.append(-2)
    print(d)
    if (m := d.get("b")) is not None:
        m.append(77)
    print(d)
    chunks: dict[int, list[int]] = {}
    for i in range(6):
        if i % 3 == 0:
            chunk: list[int] = []
            chunks[i] = chunk
            chunk.append(i)
            chunk.append(i + 1)
    print(chunks)


main()
