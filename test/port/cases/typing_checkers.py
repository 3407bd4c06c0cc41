"""Imports that only type checkers read, and generic classes that are made with their types."""
import typing
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

if typing.TYPE_CHECKING:
    from nothing import Thing
else:
    LIMIT = 3

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()


def total(values: "Iterable[int]") -> int:
    return sum(values)


def main() -> None:
    print(total([1, 2, 3]), TYPE_CHECKING, LIMIT)
    stack = Stack[int]()
    stack.push(4)
    stack.push(5)
    print(stack.pop() + 1, len(stack.items))


if __name__ == "__main__":
    main()
