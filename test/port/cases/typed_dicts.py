"""Dicts whose keys are typed."""
from typing import NotRequired, Optional, TypedDict


class Line(TypedDict):
    name: str
    count: int
    price: float


class Order(TypedDict, total=False):
    id: int
    lines: list[Line]
    code: NotRequired[str]


def subtotal(order: Order) -> float:
    return sum(line["count"] * line["price"] for line in order["lines"])


def find(orders: list[Order], wanted: int) -> Optional[Order]:
    return next((order for order in orders if order["id"] == wanted), None)


def main() -> None:
    orders: list[Order] = [
        {"id": 1, "lines": [{"name": "mug", "count": 2, "price": 7.5}]},
        {"id": 2, "lines": [Line(name="cap", count=3, price=9.5)], "code": "ten"},
    ]
    for order in orders:
        print(order["id"], subtotal(order), order.get("code", "-"), order["lines"][0]["name"].upper())
    print(find(orders, 9), find(orders, 2) is orders[1])
    line: Line = {"name": "pen", "count": 1, "price": 2.0}
    line["count"] += 4
    print(line, sorted(line), line == {"name": "pen", "count": 5, "price": 2.0})


if __name__ == "__main__":
    main()
