"""Seat maps."""


class SeatMap:
    def __init__(self, rows: int, width: int):
        self.rows = rows
        self.width = width
        self.taken: set[tuple[int, int]] = set()

    def take(self, row: int, seat: int) -> bool:
        if (row, seat) in self.taken:
            return False
        self.taken.add((row, seat))
        return True

    def swap(self, a: tuple[int, int], b: tuple[int, int]) -> bool:
        if a in self.taken and b not in self.taken:
            self.taken.remove(a)
            self.taken.add(b)
            return True
        return False

    def best_block(self, size: int) -> list[int]:
        start = 0
        free = 0
        for seat in range(60):
            free = free + 1 if (0, seat) not in self.taken else 0
            if free == size:
                start = seat - size + 1
                break
        return list(range(start, start + size))

    def layouts(self, groups: list[int]) -> int:
        if not groups:
            return 1
        ways = 0
        for place, group in enumerate(groups):  # expect: hot-loop
            for other in groups[place:]:
                for seat in range(self.width):
                    if (group, seat) not in self.taken and group + other < self.width:
                        ways += 1
        return ways


class Waitlist:
    def __init__(self):
        self.names: list[str] = []

    def position(self, name: str) -> int:
        return self.names.index(name) if name in self.names else len(self.names)
