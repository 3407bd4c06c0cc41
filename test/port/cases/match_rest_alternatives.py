from dataclasses import dataclass



@dataclass
class Move:
    x: int
    y: int


def axis(move: Move) -> str:
    match move:
        case Move(0, 0):
            return "stay"
        case Move(x, 0) | Move(0, x):
            return f"axis {x}"
        case Move(x=x, y=y):
            return f"both {x} {y}"


def rest_of(table: dict[str, int]) -> str:
    match table:
        case {"a": a, **rest}:
            return f"{a} {rest}"
        case {**rest}:
            return f"none {sorted(rest)}"


def main() -> None:
    for move in (Move(0, 0), Move(3, 0), Move(0, 4), Move(1, 2)):
        print(axis(move))
    print(rest_of({"a": 1, "b": 2, "c": 3}))
    print(rest_of({"z": 1, "b": 2}))
    print(frozenset([7]))


main()
