class Vector:
    def __init__(self, x: int, y: int) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: "Vector") -> "Vector":
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other: "Vector") -> "Vector":
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor: int) -> "Vector":
        return Vector(self.x * factor, self.y * factor)

    def __neg__(self) -> "Vector":
        return Vector(-self.x, -self.y)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Vector) and self.x == other.x and self.y == other.y

    def __lt__(self, other: "Vector") -> bool:
        return (self.x, self.y) < (other.x, other.y)

    def __repr__(self) -> str:
        return f"Vector({self.x}, {self.y})"


class Bag:
    def __init__(self) -> None:
        self.items: list[str] = []

    def add(self, item: str) -> "Bag":
        self.items.append(item)
        return self

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, item: str) -> bool:
        return item in self.items

    def __getitem__(self, index: int) -> str:
        return self.items[index]

    def __iter__(self):
        return iter(self.items)

    def __bool__(self) -> bool:
        return len(self.items) > 0

    def __str__(self) -> str:
        return "Bag of " + ", ".join(self.items)


def main() -> None:
    a, b = Vector(1, 2), Vector(3, 4)
    print(a + b, b - a, a * 3, -a)
    print(a == Vector(1, 2), a != b, a < b, b > a)
    print(sorted([b, a]), [a, b], f"{a}")
    bag = Bag()
    print(bool(bag), len(bag))
    bag.add("x").add("y")
    print(len(bag), "x" in bag, "z" in bag, bag[1], bag)
    for item in bag:
        print(item)
    if bag:
        print("full")


if __name__ == "__main__":
    main()
