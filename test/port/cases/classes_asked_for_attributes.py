"""Attributes that an object is asked for and does not have, and fields that a dataclass is asked for."""
from dataclasses import asdict, astuple, dataclass, field, fields, is_dataclass


class Proxy:
    def __init__(self, target):
        self._target = target

    def __getattr__(self, name):
        return getattr(self._target, name)


class Target:
    def __init__(self):
        self.size = 5

    def hello(self):
        return "hi"


class Lazy:
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return f"made {name}"


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)


@dataclass
class Shape:
    points: list[Point]
    max_size: int = 3


def main():
    proxy = Proxy(Target())
    print(proxy.size, proxy.hello())
    lazy = Lazy()
    print(lazy.color, lazy.max_size)
    try:
        print(lazy._hidden)
    except AttributeError as error:
        print("missing", error)
    shape = Shape([Point(1, 2, ["q"]), Point(3)])
    print(asdict(shape), astuple(shape.points[0]), is_dataclass(shape), is_dataclass(3))
    print([each.name for each in fields(Shape)])
    given = asdict(shape.points[0])
    given["x"] = 5
    print(Point(**given))


if __name__ == "__main__":
    main()
