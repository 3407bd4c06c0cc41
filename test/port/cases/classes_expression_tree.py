from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass


class Node(ABC):
    @abstractmethod
    def evaluate(self, env: dict[str, float]) -> float: ...

    @abstractmethod
    def __str__(self) -> str: ...

    def __add__(self, other: Node) -> Node:
        return Binary("+", self, other)

    def __mul__(self, other: Node) -> Node:
        return Binary("*", self, other)


@dataclass
class Number(Node):
    value: float

    def evaluate(self, env: dict[str, float]) -> float:
        return self.value

    def __str__(self) -> str:
        return f"{self.value:g}"


@dataclass
class Name(Node):
    name: str

    def evaluate(self, env: dict[str, float]) -> float:
        try:
            return env[self.name]
        except KeyError:
            raise NameError(f"{self.name} is not defined") from None

    def __str__(self) -> str:
        return self.name


@dataclass
class Binary(Node):
    operator: str
    left: Node
    right: Node

    def evaluate(self, env: dict[str, float]) -> float:
        a, b = self.left.evaluate(env), self.right.evaluate(env)
        return a + b if self.operator == "+" else a * b

    def __str__(self) -> str:
        return f"({self.left} {self.operator} {self.right})"


def main() -> None:
    tree = (Number(2) + Name("x")) * Number(3.5)
    print(tree)
    print(tree.evaluate({"x": 4}))
    try:
        tree.evaluate({})
    except NameError as error:
        print("error:", error)


if __name__ == "__main__":
    main()
