import functools
import time
from abc import ABC, abstractmethod
from typing import Callable, Dict, Generic, List, Protocol, Tuple, TypeVar

T = TypeVar("T")
K = TypeVar("K")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self._items: List[T] = []

    def push(self, item: T) -> None:
        self._items.append(item)

    def pop(self) -> T:
        if not self._items:
            raise IndexError("empty")
        return self._items.pop()

    @property
    def empty(self) -> bool:
        return len(self._items) == 0


class Animal(ABC):
    def __init__(self, name: str):
        self.name = name

    @abstractmethod
    def sound(self) -> str:
        ...

    def speak(self) -> str:
        return f"{self.name} says {self.sound()}"


class Dog(Animal):
    def sound(self) -> str:
        return "woof"


class Puppy(Dog):
    def sound(self) -> str:
        return super().sound() + "?"


class Greeter(Protocol):
    def greet(self, name: str) -> str:
        ...


class Polite:
    def greet(self, name: str) -> str:
        return f"Good day, {name}"


def welcome(g: Greeter, names: List[str]) -> List[str]:
    return [g.greet(n) for n in names]


def first(items: List[T], default: T) -> T:
    return items[0] if items else default


def group_by(items: List[T], key: Callable[[T], K]) -> Dict[K, List[T]]:
    out: Dict[K, List[T]] = {}
    for item in items:
        out.setdefault(key(item), []).append(item)
    return out


def logged(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kwargs):
        print("calling", fn.__name__)
        return fn(*args, **kwargs)
    return wrapper


@logged
def add(a, b):
    return a + b


def repeat(times):
    def decorator(fn):
        def inner(x):
            for _ in range(times):
                x = fn(x)
            return x
        return inner
    return decorator


@repeat(3)
def double(x):
    return x * 2


@functools.lru_cache(maxsize=None)
def paths(r: int, c: int) -> int:
    if r == 0 or c == 0:
        return 1
    return paths(r - 1, c) + paths(r, c - 1)


def knapsack(items: List[Tuple[int, int]], cap: int) -> int:
    memo: Dict[Tuple[int, int], int] = {}

    def best(i: int, left: int) -> int:
        if i == len(items):
            return 0
        if (i, left) in memo:
            return memo[(i, left)]
        w, v = items[i]
        r = best(i + 1, left)
        if w <= left:
            r = max(r, v + best(i + 1, left - w))
        memo[i, left] = r
        return r

    return best(0, cap)


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*other.rows)] for r in self.rows])

    def __getitem__(self, pos):
        r, c = pos
        return self.rows[r][c]

    def __setitem__(self, pos, value):
        r, c = pos
        self.rows[r][c] = value

    def __str__(self):
        return "\n".join(" ".join(str(x) for x in row) for row in self.rows)

    def __len__(self):
        return len(self.rows)


class Countdown:
    def __init__(self, start):
        self.n = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Temp:
    def __init__(self, c=0.0):
        self._c = c

    @property
    def f(self):
        return self._c * 9 / 5 + 32

    @f.setter
    def f(self, v):
        self._c = (v - 32) * 5 / 9


class Money:
    def __init__(self, cents: int):
        self.cents = cents

    def __eq__(self, other):
        return self.cents == other.cents

    def __hash__(self):
        return hash(self.cents)

    def __lt__(self, other):
        return self.cents < other.cents

    def __repr__(self):
        return f"Money({self.cents})"

    def __bool__(self):
        return self.cents != 0


def main():
    s: Stack[int] = Stack()
    s.push(1)
    s.push(2)
    print(s.pop() + 1, s.empty)
    for a in [Dog("rex"), Puppy("bit")]:
        print(a.speak())
    print(welcome(Polite(), ["a", "b"]))
    print(first([3, 4], 0), first([], "none"))
    print(group_by(["a", "bb", "cc"], len))
    print(add(2, 3), double(1), paths(5, 5))
    print(knapsack([(1, 10), (2, 15), (3, 40)], 4))
    m = Matrix([[1, 2], [3, 4]])
    print(m @ m)
    m[0, 1] = 9
    print(m[0, 1], len(m))
    print(list(Countdown(3)), sum(x for x in Countdown(4)))
    t = Temp(100.0)
    print(t.f)
    t.f = 32
    print(t.f, t._c)
    print(sorted([Money(5), Money(2)]), Money(3) == Money(3), bool(Money(0)), len({Money(1), Money(1)}))
    half = functools.partial(pow, 2)
    print(half(5))
    start = time.time()
    assert time.time() >= start, "clock"
    x = [1, 2, 3]
    y = x
    y.append(4)
    print(x is y, x == [1, 2, 3, 4], x is not None)
    a = b = []
    a.append(1)
    print(b)
    print(*[1, 2, 3], sep=", ", end="!\n")
    print("a", "b", sep="")
    nested = {"x": {"y": [1, {"z": 2}]}}
    print(nested["x"]["y"][1]["z"])


if __name__ == "__main__":
    main()
