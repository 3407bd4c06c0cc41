class Shape:
    def accept(self, visitor):
        raise NotImplementedError


class Circle(Shape):
    def __init__(self, radius):
        self.radius = radius

    def accept(self, visitor):
        return visitor.visit_circle(self)


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def accept(self, visitor):
        return visitor.visit_square(self)


class Group(Shape):
    def __init__(self, *shapes):
        self.shapes = list(shapes)

    def accept(self, visitor):
        return visitor.visit_group(self)


class Visitor:
    def visit_circle(self, circle):
        return 0.0

    def visit_square(self, square):
        return 0.0

    def visit_group(self, group):
        return sum(shape.accept(self) for shape in group.shapes)


class Area(Visitor):
    def visit_circle(self, circle):
        return 3.0 * circle.radius * circle.radius

    def visit_square(self, square):
        return float(square.side * square.side)


class Count(Visitor):
    def visit_circle(self, circle):
        return 1.0

    def visit_square(self, square):
        return 1.0


def main():
    drawing = Group(Circle(1), Group(Square(2), Square(3)), Circle(2))
    print(drawing.accept(Area()), drawing.accept(Count()))
    try:
        Shape().accept(Area())
    except NotImplementedError:
        print("abstract")


if __name__ == "__main__":
    main()
