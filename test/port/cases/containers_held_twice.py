from __future__ import annotations
from collections import defaultdict, deque
from dataclasses import dataclass, field
import copy


def collect(x: int, seen: list[int] = []) -> list[int]:
    seen.append(x)
    return seen


def collect2(x, seen=[]):
    seen.append(x)
    return seen


@dataclass
class Node:
    name: str
    children: list[Node] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)


class Registry:
    def __init__(self):
        self.groups = defaultdict(list)
        self.latest = None
        self.index = {}

    def add(self, key, item):
        group = self.groups[key]
        group.append(item)
        self.latest = group

    def group(self, key):
        return self.groups[key]

    def tail(self):
        return self.latest


def main():
    print(collect(1))
    first = collect(2)
    collect(3)
    print(first)
    print(collect2("a"))
    print(collect2("b"))
    r = Registry()
    r.add("x", 1)
    r.add("x", 2)
    r.group("y").append(9)
    r.groups["z"].append(4)
    r.groups["z"] += [5]
    r.tail().append(100)
    print(dict(r.groups), len(r.groups["none"]))
    if r.latest:
        print(r.latest, r.latest is r.groups["x"], r.latest == [1, 2, 100])
    tags = ["q"]
    a = Node("a", tags=tags)
    b = Node("b", tags=tags)
    a.tags.append("w")
    print(b.tags, tags, a)
    def push(v):
        tags.append(v)
        return len(tags)
    push("e")
    print(b.tags, sorted(tags), "e" in tags, tags.index("w"), tags[-1], tags[1:])
    del tags[0]
    tags.insert(0, "Z")
    tags[1:2] = ["k", "l"]
    c = copy.deepcopy(a)
    c.tags.append("only c")
    print(a.tags, c.tags)
    queue = deque([("n", [1])])
    seen = [queue[0]]
    name, path = queue.popleft()
    path.append(2)
    print(seen, name)
    parts = [[], []]
    small, large = parts
    for i in range(4):
        (small if i < 2 else large).append(i)
    print(parts)
    best = max(parts, key=sum)
    best.append(50)
    print(parts)
    longest = []
    for p in parts:
        if len(p) > len(longest):
            longest = p
    longest.append(-1)
    print(parts, longest)
    total = 0
    for p in parts:
        for v in p:
            total += v
    print(total, [len(p) for p in parts], sum(map(len, parts)))
    matrix = [[1, 2], [3, 4]]
    row = matrix[0]
    matrix.append(row)
    row.append(7)
    print(matrix)
    for r2 in matrix:
        r2.append(0)
    print(matrix, [x for x in row if x], row + [1], row * 2)
    print(f"{row} {len(row)} {row[0]}")
    stack = [[]]
    for ch in "a(b(c)d)e":
        if ch == "(":
            stack.append([])
        elif ch == ")":
            inner = stack.pop()
            stack[-1].append("".join(inner))
        else:
            stack[-1].append(ch)
    print(stack)


main()
