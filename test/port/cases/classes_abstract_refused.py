from abc import ABC, abstractmethod


class Shape(ABC):
    def __init__(self, name: str):
        self._name = name

    @abstractmethod
    def area(self) -> float: ...


class Sq(Shape):
    def area(self) -> float:
        return 1.5


def main() -> None:
    print(Sq("a").area())
    try:
        Shape("x")
    except TypeError as e:
        print("abstract")


main()
