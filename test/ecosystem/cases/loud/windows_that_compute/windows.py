"""Windows whose width the data or a caller chooses."""


def smooth(values: list[float], radius: int) -> list[float]:
    out = []
    for at in range(len(values)):
        total = 0.0
        for near in range(max(0, at - radius), min(len(values), at + radius + 1)):
            total += values[near] * 0.5
        out.append(total)
    return out


def lagged(values: list[float], longest: int) -> list[float]:
    sums = []
    for lag in range(longest):
        total = 0.0
        for at in range(lag, len(values)):
            total += values[at] * values[at - lag]
        sums.append(total)
    return sums


def subset_sums(weights: list[int], limit: int) -> list[bool]:
    reachable = [True] + [False] * limit
    for weight in weights:
        for load in range(limit, weight - 1, -1):
            if reachable[load - weight]:
                reachable[load] = True
    return reachable
