"""Units, walls and ways around them."""
import heapq
import math
from dataclasses import dataclass, field

Place = tuple[int, int]
STEPS = ((1, 0), (-1, 0), (0, 1), (0, -1))


@dataclass
class Unit:
    x: float
    y: float
    path: list[Place] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return int(self.x), int(self.y)

    def advance(self) -> None:
        if not self.path:
            return
        goal = self.path[0]
        self.x += (goal[0] - self.x) / 4
        self.y += (goal[1] - self.y) / 4
        if self.place == goal:
            self.path.pop(0)


class World:
    def __init__(self, width: int, height: int):
        self.width = width
        self.height = height
        self.units: list[Unit] = []
        self.roads: dict[Place, list[Place]] = {}

    def near(self, unit: Unit, goal: Place) -> bool:
        for dx, dy in STEPS:
            if (unit.place[0] + dx, unit.place[1] + dy) == goal:
                return True
        return False


def resolve_collisions(units: list[Unit]) -> int:
    touched = 0
    for index, unit in enumerate(units):  # expect: hot-loop
        for other in units[index + 1:]:
            distance = math.hypot(unit.x - other.x, unit.y - other.y)
            if distance < 1.0:
                unit.x += 0.5
                other.x -= 0.5
                touched += 1
    return touched


def find_path(roads: dict[Place, list[Place]], start: Place, goal: Place) -> list[Place]:
    frontier = [(0, start)]
    came: dict[Place, Place] = {}
    cost = {start: 0}
    while frontier:  # expect: hot-loop
        _, here = heapq.heappop(frontier)
        if here == goal:
            break
        for there in roads[here]:
            if there not in cost or cost[here] + 1 < cost[there]:
                cost[there] = cost[here] + 1
                came[there] = here
                heapq.heappush(frontier, (cost[there], there))
    path = []
    here = goal
    while here != start and here in came:  # ok: hot-loop
        path.append(here)
        here = came[here]
    return path[::-1]
