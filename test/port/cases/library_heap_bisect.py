import heapq
import math
from bisect import bisect_left, insort

Graph = dict[str, dict[str, int]]


def dijkstra(graph: Graph, source: str) -> dict[str, float]:
    distances = {node: math.inf for node in graph}
    distances[source] = 0
    heap: list[tuple[float, str]] = [(0, source)]
    while heap:
        distance, node = heapq.heappop(heap)
        if distance > distances[node]:
            continue
        for neighbour, weight in graph[node].items():
            candidate = distance + weight
            if candidate < distances[neighbour]:
                distances[neighbour] = candidate
                heapq.heappush(heap, (candidate, neighbour))
    return distances


def main() -> None:
    graph: Graph = {"a": {"b": 4, "c": 1}, "b": {"d": 1}, "c": {"b": 2, "d": 5}, "d": {}, "e": {}}
    print(heapq.nlargest(3, [5, 1, 9, 7]), heapq.nsmallest(2, ["pear", "fig", "apple"], key=len))
    ranks: list[int] = []
    for value in [5, 2, 8, 2]:
        insort(ranks, value)
    print(ranks, bisect_left(ranks, 5))


if __name__ == "__main__":
    main()
