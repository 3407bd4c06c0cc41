import heapq


def nearest(roads: dict[str, list[str]], start: str) -> dict[str, int]:
    cost = {start: 0}
    frontier = [(0, start)]
    while frontier:
        so_far, here = heapq.heappop(frontier)
        for there in roads[here]:
            if there not in cost or so_far + 1 < cost[there]:
                cost[there] = so_far + 1
                heapq.heappush(frontier, (cost[there], there))
    return cost
