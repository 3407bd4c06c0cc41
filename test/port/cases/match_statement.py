from dataclasses import dataclass


@dataclass
class Circle:
    radius: float


@dataclass
class Box:
    width: float
    height: float


def area(shape) -> float:
    match shape:
        case Circle(radius=r):
            return 3.0 * r * r
        case Box(w, h):
            return w * h
        case _:
            return 0.0


def command(text: str) -> str:
    match text.split():
        case ["go", direction]:
            return f"going {direction}"
        case ["take", *items] if items:
            return "taking " + " and ".join(items)
        case ["quit" | "exit"]:
            return "bye"
        case []:
            return "nothing"
        case _:
            return "what?"


def status(code: int) -> str:
    match code:
        case 200 | 201:
            return "ok"
        case 404:
            return "missing"
        case n if n >= 500:
            return f"server {n}"
        case _:
            return "other"


def main() -> None:
    print(area(Circle(2.0)), area(Box(2.0, 3.0)), area(None))
    for text in ["go north", "take a b", "exit", "", "dance", "take"]:
        print(command(text))
    print(status(200), status(404), status(503), status(302))
    point = (0, 5)
    match point:
        case (0, 0):
            print("origin")
        case (0, y):
            print("on y", y)
        case (x, y):
            print(x, y)


if __name__ == "__main__":
    main()
