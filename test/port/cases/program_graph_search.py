from collections import defaultdict, deque
from typing import Optional

Edges = list[tuple[str, str]]


class Graph:
    def __init__(self, edges: Edges) -> None:
        self.adjacent: dict[str, list[str]] = defaultdict(list)
        for a, b in edges:
            self.adjacent[a].append(b)
            self.adjacent[b].append(a)

    def shortest(self, start: str, goal: str) -> Optional[list[str]]:
        previous: dict[str, Optional[str]] = {start: None}
        pending = deque([start])
        while pending:
            node = pending.popleft()
            if node == goal:
                path: list[str] = []
                at: Optional[str] = goal
                while at is not None:
                    path.append(at)
                    at = previous[at]
                return path[::-1]
            for other in self.adjacent[node]:
                if other not in previous:
                    previous[other] = node
                    pending.append(other)
        return None

    def components(self) -> list[list[str]]:
        seen: set[str] = set()
        result: list[list[str]] = []
        for start in sorted(self.adjacent):
            if start in seen:
                continue
            stack, group = [start], []
            seen.add(start)
            while stack:
                node = stack.pop()
                group.append(node)
                for other in self.adjacent[node]:
                    if other not in seen:
                        seen.add(other)
                        stack.append(other)
            result.append(sorted(group))
        return result


def topological(tasks: dict[str, list[str]]) -> list[str]:
    order: list[str] = []
    state: dict[str, int] = {}

    def visit(task: str) -> None:
        if state.get(task) == 2:
            return
        if state.get(task) == 1:
            raise ValueError(f"cycle at {task}")
        state[task] = 1
        for needed in tasks.get(task, []):
            visit(needed)
        state[task] = 2
        order.append(task)

    for task in sorted(tasks):
        visit(task)
    return order


def main() -> None:
    graph = Graph([("a", "b"), ("b", "c"), ("c", "d"), ("a", "e"), ("e", "d"), ("x", "y")])
    print(graph.shortest("a", "d"), graph.shortest("a", "x"))
    print(graph.components())
    print(topological({"deploy": ["test", "build"], "test": ["build"], "build": ["fetch"]}))
    try:
        topological({"a": ["b"], "b": ["a"]})
    except ValueError as error:
        print(error)


if __name__ == "__main__":
    main()
