import heapq


def dijkstra(graph, start):
    dist = {node: float("inf") for node in graph}
    dist[start] = 0
    queue = [(0, start)]
    while queue:
        d, node = heapq.heappop(queue)
        if d > dist[node]:
            continue
        for other, weight in graph[node].items():
            if d + weight < dist[other]:
                dist[other] = d + weight
                heapq.heappush(queue, (d + weight, other))
    return dist


def best(values):
    low = float("inf")
    for v in values:
        if v < low:
            low = v
    return low


g = {"a": {"b": 1, "c": 4}, "b": {"c": 2}, "c": {}, "z": {}}
dist = dijkstra(g, "a")
print(dist)
for k in sorted(dist):
    print(k, dist[k])
print(dist["c"], best([3.5, 1.5, 2.0]), best([]))
print(sum([1, 2.5]), sum([0.5, 0.5]), len(dist))
