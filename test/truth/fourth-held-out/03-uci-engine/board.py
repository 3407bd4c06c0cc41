"""Six by six draughts, more or less."""
from __future__ import annotations

from typing import Iterator, NamedTuple

WIDTH = 6
VALUES = {"m": 100, "k": 320, "M": -100, "K": -320, ".": 0}


class Move(NamedTuple):  # ok: metaclass
    start: int
    end: int


class Board:
    __slots__ = ("cells",)  # ok: dynamic-attribute

    def __init__(self, cells: str):
        self.cells = cells

    @classmethod
    def start(cls) -> Board:
        return cls("mmm" * 4 + "." * 12 + "MMM" * 4)

    @classmethod
    def parse(cls, text: str) -> Board:
        return cls(text)

    def moves(self) -> Iterator[Move]:
        for row in range(WIDTH):  # ok: hot-loop
            for column in range(WIDTH):
                place = row * WIDTH + column
                if self.cells[place] != "." and place + WIDTH < 36:
                    yield Move(place, place + WIDTH)

    def after(self, move: Move) -> Board:
        cells = list(self.cells)
        cells[move.end], cells[move.start] = cells[move.start], "."
        return Board("".join(cells).swapcase())

    def material(self) -> int:
        return sum(VALUES[cell] for cell in self.cells)  # ok: hot-loop

    def evaluate(self) -> int:
        total = 0
        for row in range(WIDTH):  # ok: hot-loop
            for column in range(WIDTH):
                total += VALUES[self.cells[row * WIDTH + column]] * (row + 1)
        return total
