from __future__ import annotations

import queue
import threading
from abc import ABC, abstractmethod
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from enum import Enum, auto
from typing import Callable, Iterable, Protocol


class Status(Enum):
    NEW = auto()
    PAID = auto()
    SHIPPED = auto()
    REJECTED = auto()


@dataclass(frozen=True)
class Line:
    sku: str
    quantity: int
    price: float

    @property
    def amount(self) -> float:
        return self.quantity * self.price


@dataclass
class Order:
    number: int
    customer: str
    lines: list[Line]
    status: Status = Status.NEW
    note: str | None = None

    def total(self) -> float:
        return sum(line.amount for line in self.lines)


class Rejected(Exception):
    pass


class OutOfStock(Rejected):
    def __init__(self, sku: str, wanted: int, left: int) -> None:
        super().__init__(f"{sku}: wanted {wanted}, left {left}")
        self.sku = sku


class Step(ABC):
    name = "step"

    @abstractmethod
    def apply(self, order: Order) -> None:
        """Changes the order or raises Rejected."""

    def __str__(self) -> str:
        return f"<{self.name}>"


class Stock(Step):
    name = "stock"

    def __init__(self, levels: dict[str, int]) -> None:
        self._levels = dict(levels)
        self._lock = threading.Lock()

    def apply(self, order: Order) -> None:
        with self._lock:
            for line in order.lines:
                left = self._levels.get(line.sku, 0)
                if line.quantity > left:
                    raise OutOfStock(line.sku, line.quantity, left)
            for line in order.lines:
                self._levels[line.sku] -= line.quantity

    def levels(self) -> dict[str, int]:
        with self._lock:
            return dict(sorted(self._levels.items()))


class Payment(Step):
    name = "payment"

    def __init__(self, limit: float) -> None:
        self.limit = limit

    def apply(self, order: Order) -> None:
        if order.total() > self.limit:
            raise Rejected(f"{order.customer} exceeds {self.limit:.2f}")
        order.status = Status.PAID


class Shipping(Step):
    name = "shipping"

    def apply(self, order: Order) -> None:
        order.status = Status.SHIPPED


class Listener(Protocol):
    def __call__(self, order: Order) -> None: ...


def run_steps(order: Order, steps: Iterable[Step], listeners: list[Callable[[Order], None]]) -> Order:
    for step in steps:
        try:
            step.apply(order)
        except OutOfStock as error:
            order.status = Status.REJECTED
            order.note = f"out of {error.sku}"
            break
        except Rejected as error:
            order.status = Status.REJECTED
            order.note = str(error)
            break
    for listener in listeners:
        listener(order)
    return order


def main() -> None:
    stock = Stock({"apple": 10, "pear": 2, "fig": 5})
    steps = [stock, Payment(50.0), Shipping()]
    orders = [
        Order(1, "ann", [Line("apple", 2, 1.5), Line("fig", 1, 3.0)]),
        Order(2, "bob", [Line("pear", 3, 2.0)]),
        Order(3, "cid", [Line("fig", 4, 20.0)]),
        Order(4, "dee", [Line("apple", 8, 0.5)]),
        Order(5, "eve", [Line("apple", 1, 0.5)]),
    ]
    events: queue.Queue[str] = queue.Queue()
    counts: dict[Status, int] = {}

    def count(order: Order) -> None:
        counts[order.status] = counts.get(order.status, 0) + 1

    listeners = [count, lambda order: events.put(f"{order.number}:{order.status.name}")]
    with ThreadPoolExecutor(max_workers=1) as pool:
        futures = {pool.submit(run_steps, order, steps, listeners): order for order in orders}
        done = [future.result() for future in as_completed(futures)]
    for order in sorted(done, key=lambda o: o.number):
        extra = f" ({order.note})" if order.note else ""
        print(f"#{order.number} {order.customer} {order.total():.2f} {order.status.name}{extra}")
    print(stock.levels(), [str(s) for s in steps])
    print({status.name: n for status, n in sorted(counts.items(), key=lambda kv: kv[0].value)})
    seen = []
    while not events.empty():
        seen.append(events.get())
    print(sorted(seen))


main()
