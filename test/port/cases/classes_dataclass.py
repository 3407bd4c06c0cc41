from dataclasses import dataclass, field


@dataclass
class Point:
    x: int
    y: int = 0


@dataclass(order=True)
class Version:
    major: int
    minor: int
    tag: str = field(default="", compare=False)


@dataclass
class Order:
    customer: str
    items: list[str] = field(default_factory=list)
    prices: dict[str, float] = field(default_factory=dict)

    def add(self, item: str, price: float) -> None:
        self.items.append(item)
        self.prices[item] = price

    def total(self) -> float:
        return sum(self.prices.values())


@dataclass(frozen=True)
class Key:
    name: str
    size: int


def main() -> None:
    p = Point(1)
    p.y += 5
    print(p, p == Point(1, 5), p == Point(2, 5), Point(x=3, y=4))
    versions = [Version(1, 10), Version(1, 2, "beta"), Version(0, 9)]
    print(sorted(versions), max(versions).major, Version(1, 2) == Version(1, 2, "x"))
    order = Order("Ada")
    order.add("tea", 2.5)
    order.add("cake", 4.0)
    print(order, order.total())
    print(Order("Bob").items)
    stock = {Key("a", 1): 5}
    stock[Key("a", 1)] += 2
    print(stock[Key("a", 1)], Key("b", 2) in stock, Key("a", 1))


if __name__ == "__main__":
    main()
