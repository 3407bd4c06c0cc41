"""Recursions that solve each problem once, or go over each piece once."""


def weight(knots: list[float], at: float, index: int, degree: int) -> float:
    known: dict[tuple[int, int], float] = {}

    def part(i: int, p: int) -> float:
        try:
            return known[(i, p)]
        except KeyError:
            if p == 0:
                value = 1.0 if knots[i] <= at < knots[i + 1] else 0.0
            else:
                value = part(i, p - 1) * (at - knots[i]) + part(i + 1, p - 1) * (knots[i + p] - at)
            known[(i, p)] = value
            return value

    return part(index, degree)


def forgetful(knots: list[float], at: float, i: int, p: int) -> float:  # expect: hot-loop
    if p == 0:
        return 1.0 if knots[i] <= at < knots[i + 1] else 0.0
    return forgetful(knots, at, i, p - 1) * (at - knots[i]) + forgetful(knots, at, i + 1, p - 1) * (knots[i + p] - at)


def nested(flat: list[object], sizes: list[int]) -> list[object]:
    rest = sizes[1:]
    if not rest:
        return flat
    step = 1
    for size in rest:
        step *= size
    return [nested(flat[at : at + step], rest) for at in range(0, len(flat), step)]
