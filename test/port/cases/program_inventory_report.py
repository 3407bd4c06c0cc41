"""Stock movements become a report: grouping, sorting by several keys, totals and percentages."""
from collections import defaultdict
from dataclasses import dataclass, field


@dataclass
class Movement:
    sku: str
    quantity: int
    price: float


@dataclass
class Stock:
    sku: str
    quantity: int = 0
    value: float = 0.0
    history: list[int] = field(default_factory=list)

    def apply(self, movement: Movement) -> None:
        if self.quantity + movement.quantity < 0:
            raise ValueError(f"{movement.sku}: only {self.quantity} left, {-movement.quantity} wanted")
        self.quantity += movement.quantity
        self.value += movement.quantity * movement.price
        self.history.append(movement.quantity)


def parse(line: str) -> Movement:
    sku, quantity, price = line.split(",")
    return Movement(sku.strip().upper(), int(quantity), float(price))


LINES = ["ax-1, 10, 2.50", "bx-2, 4, 10.0", "ax-1, -3, 2.50", "cx-3, 1, 99.99", "bx-2, -9, 10.0", "ax-1, x, 1.0", "cx-3,2"]


def main() -> None:
    stocks: dict[str, Stock] = {}
    problems: list[str] = []
    for number, line in enumerate(LINES, start=1):
        try:
            movement = parse(line)
            stocks.setdefault(movement.sku, Stock(movement.sku)).apply(movement)
        except ValueError as error:
            problems.append(f"line {number}: {error}")
    total = sum(stock.value for stock in stocks.values())
    for stock in sorted(stocks.values(), key=lambda s: (-s.value, s.sku)):
        share = stock.value / total * 100
        print(f"{stock.sku:<6}|{stock.quantity:>4}|{stock.value:>9.2f}|{share:5.1f}%|{stock.history}")
    for problem in problems:
        print("!", problem)
    by_letter: defaultdict[str, int] = defaultdict(int)
    for stock in stocks.values():
        by_letter[stock.sku[0]] += stock.quantity
    print(dict(sorted(by_letter.items())))


if __name__ == "__main__":
    main()
