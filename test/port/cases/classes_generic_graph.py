"""Graphs: shortest paths, components, topological order."""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from typing import Callable, Dict, Generic, Hashable, Iterable, Iterator, List, Optional, Set, Tuple, TypeVar

N = TypeVar("N", bound=Hashable)


class CycleError(ValueError):
    def __init__(self, path):
        self.path = path
        super().__init__(" -> ".join(map(str, path)))


class Graph(Generic[N]):
    def __init__(self, directed: bool = False) -> None:
        self.directed = directed
        self._edges: Dict[N, Dict[N, float]] = {}

    def add_node(self, node: N) -> None:
        self._edges.setdefault(node, {})

    def add_edge(self, a: N, b: N, weight: float = 1.0) -> None:
        self.add_node(a)
        self.add_node(b)
        self._edges[a][b] = weight
        if not self.directed:
            self._edges[b][a] = weight

    def __contains__(self, node: N) -> bool:
        return node in self._edges

    def __iter__(self) -> Iterator[N]:
        yield from self._edges

    def neighbors(self, node: N) -> Iterator[Tuple[N, float]]:
        yield from self._edges[node].items()

    def shortest(self, start: N, goal: N) -> Tuple[float, List[N]]:
        best: Dict[N, float] = {start: 0.0}
        previous: Dict[N, N] = {}
        heap: List[Tuple[float, int, N]] = [(0.0, 0, start)]
        order = 0
        while heap:
            cost, _, node = heapq.heappop(heap)
            if node == goal:
                path = [node]
                while path[-1] in previous:
                    path.append(previous[path[-1]])
                return cost, path[::-1]
            if cost > best.get(node, float("inf")):
                continue
            for other, weight in self.neighbors(node):
                total = cost + weight
                if total < best.get(other, float("inf")):
                    best[other] = total
                    previous[other] = node
                    order += 1
                    heapq.heappush(heap, (total, order, other))
        raise LookupError(f"no path from {start} to {goal}")

    def components(self) -> List[Set[N]]:
        seen: Set[N] = set()
        result = []
        for node in self:
            if node in seen:
                continue
            group = set()
            todo = deque([node])
            while todo:
                at = todo.popleft()
                if at in group:
                    continue
                group.add(at)
                todo.extend(n for n, _ in self.neighbors(at) if n not in group)
            seen |= group
            result.append(group)
        return result

    def topological(self) -> List[N]:
        state: Dict[N, int] = {}
        order: List[N] = []
        path: List[N] = []

        def visit(node: N) -> None:
            if state.get(node) == 2:
                return
            if state.get(node) == 1:
                raise CycleError(path[path.index(node):] + [node])
            state[node] = 1
            path.append(node)
            for other, _ in self.neighbors(node):
                visit(other)
            path.pop()
            state[node] = 2
            order.append(node)

        for node in self:
            visit(node)
        return list(reversed(order))


def walk(graph: Graph[str], start: str, visit: Optional[Callable[[str, int], bool]] = None) -> Iterator[str]:
    seen = {start}
    todo = deque([(start, 0)])
    while todo:
        node, depth = todo.popleft()
        if visit is not None and not visit(node, depth):
            continue
        yield node
        for other, _ in sorted(graph.neighbors(node)):
            if other not in seen:
                seen.add(other)
                todo.append((other, depth + 1))


def main() -> None:
    g: Graph[str] = Graph()
    for a, b, w in [("a", "b", 4), ("a", "c", 2), ("c", "b", 1), ("b", "d", 5), ("x", "y", 1)]:
        g.add_edge(a, b, w)
    cost, path = g.shortest("a", "d")
    print(cost, "->".join(path))
    try:
        g.shortest("a", "x")
    except LookupError as error:
        print(error)
    print([sorted(c) for c in g.components()], "a" in g, "q" in g)
    print(list(walk(g, "a")), list(walk(g, "a", lambda n, d: d < 2)))
    tasks: Graph[int] = Graph(directed=True)
    for a, b in [(1, 2), (1, 3), (2, 4), (3, 4)]:
        tasks.add_edge(a, b)
    print(tasks.topological())
    tasks.add_edge(4, 1)
    try:
        tasks.topological()
    except CycleError as error:
        print("cycle", error, len(error.path))
    degrees = defaultdict(int)
    for node in g:
        degrees[sum(1 for _ in g.neighbors(node))] += 1
    print(dict(sorted(degrees.items())))


main()
