def assign(distances: list[list[float]], depots: list[int]) -> list[int]:
    """The depot that each stop is served from, so that no depot serves twice its share."""
    nearest = []
    load = [0] * len(depots)
    for stop in range(len(distances)):
        best = 0
        for depot in range(len(depots)):
            for other in range(len(depots)):
                cost = distances[stop][depots[depot]] * (1 + load[depot]) + load[other]
                if cost < distances[stop][depots[best]] * (1 + load[best]):
                    best = depot
        load[best] += 1
        nearest.append(best)
    return nearest
