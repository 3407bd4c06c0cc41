from dataclasses import dataclass


@dataclass
class Num:
    value: int


@dataclass
class Add:
    left: "Expr"
    right: "Expr"


@dataclass
class Mul:
    left: "Expr"
    right: "Expr"


@dataclass
class Neg:
    arg: "Expr"


Expr = Num | Add | Mul | Neg


def evaluate(e: Expr) -> int:
    match e:
        case Num(value):
            return value
        case Add(left, right):
            return evaluate(left) + evaluate(right)
        case Mul(left=l, right=r):
            return evaluate(l) * evaluate(r)
        case Neg(Num(value=v)):
            return -v
        case Neg(arg):
            return -evaluate(arg)
    raise TypeError("bad")


def show(e: Expr) -> str:
    match e:
        case Num(v):
            return str(v)
        case Add(a, b):
            return f"({show(a)} + {show(b)})"
        case Mul(a, b):
            return f"{show(a)} * {show(b)}"
        case Neg(a):
            return f"-{show(a)}"
    return "?"


def command(text: str) -> str:
    match text.split():
        case []:
            return "nothing"
        case ["quit" | "exit"]:
            return "bye"
        case ["go", ("north" | "south") as direction]:
            return f"going {direction}"
        case ["go", other]:
            return f"cannot go {other}"
        case ["take", *items] if len(items) > 1:
            return f"taking {len(items)}: {' & '.join(items)}"
        case ["take", item]:
            return f"taking {item}"
        case [first, *_, last]:
            return f"{first}...{last}"
        case _:
            return "unknown"


def status(code: int) -> str:
    match code:
        case 200 | 201:
            return "ok"
        case 404:
            return "missing"
        case n if 500 <= n < 600:
            return "server"
        case _:
            return "other"


def shape(t: tuple[int, int]) -> str:
    match t:
        case (0, 0):
            return "origin"
        case (0, y):
            return f"y={y}"
        case (x, 0):
            return f"x={x}"
        case (x, y):
            return f"{x},{y}"


def main() -> None:
    tree = Add(Num(2), Mul(Num(3), Neg(Num(4))))
    print(show(tree), "=", evaluate(tree), evaluate(Neg(Add(Num(1), Num(2)))))
    for text in ("", "quit", "go north", "go up", "take a b", "take a", "a b c d", "x"):
        print(repr(text), command(text))
    print([status(c) for c in (200, 404, 503, 302)], [shape(t) for t in [(0, 0), (0, 2), (3, 0), (1, 1)]])


main()
