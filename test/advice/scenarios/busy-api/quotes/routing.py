def cheapest(distances: list[list[float]], weights: list[float]) -> float:
    """The cost of the cheapest tour from depot to depot, by way of any stop."""
    size = len(distances)
    cost = [row[:] for row in distances]
    for via in range(size):
        for start in range(size):
            for end in range(size):
                through = cost[start][via] + cost[via][end] * weights[via]
                if through < cost[start][end]:
                    cost[start][end] = through
    return cost[0][size - 1]
