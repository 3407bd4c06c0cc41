def best(weights: list[int], limit: int) -> int:
    reachable = [False] * (limit + 1)
    reachable[0] = True
    for weight in weights:
        for load in range(limit, weight - 1, -1):
            if reachable[load - weight]:
                reachable[load] = True
    return max(load for load in range(limit + 1) if reachable[load])
