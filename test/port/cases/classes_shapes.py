import math


class Shape:
    """A plane figure."""

    sides = 0

    def __init__(self, name: str) -> None:
        self.name = name

    def area(self) -> float:
        raise NotImplementedError

    def describe(self) -> str:
        return f"{self.name} with {self.sides} sides and area {self.area():.2f}"


class Circle(Shape):
    def __init__(self, radius: float) -> None:
        super().__init__("circle")
        self.radius = radius

    def area(self) -> float:
        return math.pi * self.radius ** 2


class Rectangle(Shape):
    sides = 4

    def __init__(self, width: float, height: float, name: str = "rectangle") -> None:
        super().__init__(name)
        self.width = width
        self.height = height

    def area(self) -> float:
        return self.width * self.height

    @property
    def perimeter(self) -> float:
        return 2 * (self.width + self.height)

    @classmethod
    def square(cls, side: float) -> "Rectangle":
        return cls(side, side, "square")

    @staticmethod
    def unit() -> str:
        return "cm"


def main() -> None:
    shapes = [Circle(1.5), Rectangle(2.0, 3.5), Rectangle.square(4.0)]
    for shape in shapes:
        print(shape.describe())
    print(sum(shape.area() for shape in shapes) > 20)
    box = Rectangle(1.0, 2.0)
    print(box.perimeter, Rectangle.unit(), isinstance(box, Shape), isinstance(box, Circle))
    largest = max(shapes, key=lambda s: s.area())
    print(largest.name)


if __name__ == "__main__":
    main()
