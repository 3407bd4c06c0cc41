from abc import ABC, abstractmethod
import math


class Shape(ABC):
    count = 0

    def __init__(self, name: str) -> None:
        self.name = name
        Shape.count += 1

    @abstractmethod
    def area(self) -> float: ...

    @property
    @abstractmethod
    def sides(self) -> int: ...

    def describe(self) -> str:
        return f"{self.name}: {self.area():.2f} with {self.sides} sides"

    def __lt__(self, other: "Shape") -> bool:
        return self.area() < other.area()


class Rect(Shape):
    def __init__(self, w: float, h: float, name: str = "rect") -> None:
        super().__init__(name)
        self.w, self.h = w, h

    def area(self) -> float:
        return self.w * self.h

    @property
    def sides(self) -> int:
        return 4


class Square(Rect):
    def __init__(self, side: float) -> None:
        super().__init__(side, side, "square")

    def describe(self) -> str:
        return "[" + super().describe() + "]"

    @classmethod
    def unit(cls) -> "Square":
        return cls(1.0)

    @staticmethod
    def is_valid(side: float) -> bool:
        return side > 0


class Circle(Shape):
    def __init__(self, r: float) -> None:
        super().__init__("circle")
        self.r = r

    def area(self) -> float:
        return math.pi * self.r ** 2

    @property
    def sides(self) -> int:
        return 0


def main() -> None:
    shapes: list[Shape] = [Rect(2.0, 3.0), Square(1.5), Circle(1.0), Square.unit()]
    for shape in sorted(shapes):
        print(shape.describe())
    print(Shape.count, Square.is_valid(-1.0), isinstance(shapes[1], Rect), max(shapes).name)
    print([type(s).__name__ for s in shapes], sum(s.sides for s in shapes))


if __name__ == "__main__":
    main()
