from dataclasses import dataclass
from enum import Enum


class Color(Enum):
    RED = 1
    BLUE = 2


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Circle:
    center: Point
    radius: float


@dataclass
class Rect:
    a: Point
    b: Point


class Vec:
    __match_args__ = ("dx", "dy")

    def __init__(self, dx: int, dy: int):
        self.dx = dx
        self.dy = dy


def shape(s: Point | Circle | Rect | Vec | None) -> str:
    match s:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on y at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "point"
        case Circle(center=Point(cx, cy), radius=r) if r > 10:
            return f"big circle at {cx},{cy}"
        case Circle(Point(x, _), radius):
            return f"circle {x} {radius}"
        case Rect(Point(x1, y1), Point(x2, y2)):
            return f"rect {abs(x2 - x1) * abs(y2 - y1)}"
        case Vec(dx, dy):
            return f"vec {dx} {dy}"
        case None:
            return "nothing"
        case _:
            return "unknown"


def command(text: str) -> str:
    match text.split():
        case ["go", ("north" | "south") as d]:
            return f"going {d}"
        case ["get", item]:
            return f"got {item}"
        case ["drop", first, *rest]:
            return f"drop {first} and {len(rest)} more"
        case []:
            return "empty"
        case [*_, "please"]:
            return "polite"
        case _:
            return "what?"


def value(v: object) -> str:
    match v:
        case bool():
            return "bool"
        case int(n) if n > 100:
            return f"large {n}"
        case int() | float():
            return "number"
        case str(s):
            return f"text {s}"
        case [a, b]:
            return f"pair {a} {b}"
        case {"type": "user", "name": str(name)}:
            return f"user {name}"
        case {"type": kind}:
            return f"kind {kind}"
        case Color.RED:
            return "red"
        case _:
            return "other"


for s in [Point(0, 0), Point(0, 3), Point(2, 2), Point(1, 2), Circle(Point(1, 2), 11), Circle(Point(1, 2), 2.5), Rect(Point(0, 0), Point(2, 3)), Vec(1, 2), None]:
    print(shape(s))
for t in ["go north", "go west", "get lamp", "drop a b c", "", "do it please", "x"]:
    print(command(t))
for v in [True, 5, 500, 2.5, "hi", [1, 2], {"type": "user", "name": "Bo", "age": 3}, {"type": "x"}, Color.RED, Color.BLUE, None]:
    print(value(v))
