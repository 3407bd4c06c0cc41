"""Recursions that try all ways, whatever they give."""


def best(ships: list[int], waiting: int = 0) -> int:
    if not ships:
        return 0
    return min(waiting + best(ships[:at] + ships[at + 1 :], waiting + ship) for at, ship in enumerate(ships))


def sums(items: list[int], target: int) -> list[list[int]]:
    if not items:
        return [[]] if target == 0 else []
    return sums(items[1:], target) + [[items[0], *rest] for rest in sums(items[1:], target - items[0])]
