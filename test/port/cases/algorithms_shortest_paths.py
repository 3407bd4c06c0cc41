"""Dijkstra with a heap, and the path back."""
import heapq

Graph = dict[str, dict[str, int]]


def shortest(graph: Graph, source: str) -> tuple[dict[str, int], dict[str, str]]:
    distance = {source: 0}
    before: dict[str, str] = {}
    queue = [(0, source)]
    while queue:
        so_far, node = heapq.heappop(queue)
        if so_far > distance[node]:
            continue
        for neighbour, weight in graph.get(node, {}).items():
            candidate = so_far + weight
            if neighbour not in distance or candidate < distance[neighbour]:
                distance[neighbour] = candidate
                before[neighbour] = node
                heapq.heappush(queue, (candidate, neighbour))
    return distance, before


def path(before: dict[str, str], target: str) -> list[str]:
    steps = [target]
    while steps[-1] in before:
        steps.append(before[steps[-1]])
    return steps[::-1]


if __name__ == "__main__":
    graph: Graph = {"a": {"b": 7, "c": 3}, "b": {"d": 2}, "c": {"b": 1, "d": 8}, "d": {}, "e": {"a": 1}}
    distance, before = shortest(graph, "a")
    for node in sorted(distance):
        print(node, distance[node], "→".join(path(before, node)))
    print("e" in distance)
