from functools import lru_cache
from typing import NamedTuple


class Thing(NamedTuple):
    name: str
    weight: int
    value: int


THINGS = (Thing("map", 9, 150), Thing("compass", 13, 35), Thing("water", 153, 200), Thing("tin", 68, 45), Thing("cheese", 23, 30))


@lru_cache(maxsize=None)
def best(index: int, capacity: int) -> int:
    if index == len(THINGS):
        return 0
    without = best(index + 1, capacity)
    thing = THINGS[index]
    if thing.weight > capacity:
        return without
    return max(without, thing.value + best(index + 1, capacity - thing.weight))


def chosen(capacity: int) -> list[str]:
    names: list[str] = []
    for index, thing in enumerate(THINGS):
        if best(index, capacity) != best(index + 1, capacity):
            names.append(thing.name)
            capacity -= thing.weight
    return names


def edit_distance(a: str, b: str) -> int:
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[-1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def main() -> None:
    print(best(0, 100), chosen(100))
    print(best(0, 250), chosen(250))
    print(edit_distance("kitten", "sitting"), edit_distance("", "abc"))


if __name__ == "__main__":
    main()
