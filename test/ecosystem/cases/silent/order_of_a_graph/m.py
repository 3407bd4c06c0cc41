"""A topological order is found in one walk over the edges."""

from heapq import heapify, heappop, heappush


def order(children: dict[str, list[str]], waits: dict[str, int]) -> list[str]:
    ready = [name for name, count in waits.items() if count == 0]
    heapify(ready)
    found: list[str] = []
    while ready:
        name = heappop(ready)
        found.append(name)
        for child in children[name]:
            waits[child] -= 1
            if waits[child] == 0:
                heappush(ready, child)
    return found
