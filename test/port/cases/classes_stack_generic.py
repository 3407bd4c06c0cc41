from typing import Generic, Iterator, Optional, TypeVar

T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self._items: list[T] = []

    def push(self, item: T) -> None:
        self._items.append(item)

    def pop(self) -> T:
        if not self._items:
            raise IndexError("pop from empty stack")
        return self._items.pop()

    def peek(self) -> Optional[T]:
        return self._items[-1] if self._items else None

    def __len__(self) -> int:
        return len(self._items)

    def __bool__(self) -> bool:
        return bool(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(reversed(self._items))


def evaluate(expression: str) -> int:
    stack: Stack[int] = Stack()
    for token in expression.split():
        if token.lstrip("-").isdigit():
            stack.push(int(token))
            continue
        right, left = stack.pop(), stack.pop()
        match token:
            case "+":
                stack.push(left + right)
            case "-":
                stack.push(left - right)
            case "*":
                stack.push(left * right)
            case "/":
                stack.push(left // right)
            case _:
                raise ValueError(f"unknown operator {token!r}")
    return stack.pop()


def main() -> None:
    s: Stack[int] = Stack()
    for i in range(3):
        s.push(i * i)
    print(list(s), len(s), s.peek(), bool(s))
    for text in ("3 4 + 2 *", "5 1 2 + 4 * + 3 -", "1 +", "2 3 ^"):
        try:
            print(text, "=", evaluate(text))
        except (IndexError, ValueError) as error:
            print(text, "failed:", error)


main()
