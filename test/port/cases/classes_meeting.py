"""Classes that meet at a call with nothing else in common, defaults of a protocol, and records that refuse to change."""
from collections import Counter
from dataclasses import FrozenInstanceError, dataclass
from typing import Protocol, runtime_checkable


@runtime_checkable
class Drawable(Protocol):
    def draw(self, indent: int = 0) -> str: ...


class Line:
    def draw(self, indent: int = 0) -> str:
        return " " * indent + "---"


class Insert:
    def __init__(self, text: str) -> None:
        self.text = text

    def apply(self, lines: list[str]) -> None:
        if not self.text:
            raise ValueError("nothing to insert")
        lines.append(self.text)


class Drop:
    def apply(self, lines: list[str]) -> None:
        lines.pop()


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


def replay(edits: "list[Insert | Drop]") -> list[str]:
    lines: list[str] = []
    for edit in edits:
        try:
            edit.apply(lines)
        except ValueError as error:
            lines.append(f"! {error}")
    return lines


def shown(items: list[object]) -> list[str]:
    return [item.draw() if isinstance(item, Drawable) else type(item).__name__ for item in items]


def main() -> None:
    print(replay([Insert("a"), Insert("b"), Drop(), Insert("")]))
    print(shown([Line(), 4, "x"]), Line().draw(2))
    point = Point(1)
    try:
        point.x = 5
    except FrozenInstanceError as error:
        print(type(error).__name__, error)
    try:
        point.y = 5
    except AttributeError as error:
        print("refused:", error)
    print(point, Counter(a=2, b=1).most_common(1))


if __name__ == "__main__":
    main()
