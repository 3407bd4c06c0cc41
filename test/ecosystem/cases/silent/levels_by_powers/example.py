def tree(graph: dict, name: str, size: int) -> dict:
    distance = 1
    while distance < size:
        for index in range(0, size, 2 * distance):
            graph[(name, index + 2 * distance - 1, 2 * distance)] = (index * 3 + distance * 5, index + distance - 1)
        distance *= 2
    while distance > 1:
        for index in range(distance // 2 - 1, size, distance):
            graph[(name, index + distance - 1, 1)] = (index * 7 + distance * 2, index - distance)
        distance //= 2
    return graph
