def shortest_paths(direct: list[list[float]], late: list[float]) -> list[list[float]]:
    size = len(direct)
    paths = [row[:] for row in direct]
    for via in range(size):
        for start in range(size):
            for end in range(size):
                length = paths[start][via] + late[via] + paths[via][end]
                if length < paths[start][end]:
                    paths[start][end] = length
    return paths
