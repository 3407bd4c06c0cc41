"""A three-stage pipeline: parse, enrich, collect, joined by bounded queues."""
import queue
import threading
from dataclasses import dataclass

STOP = None


@dataclass
class Order:
    number: int
    amount: float
    country: str
    tax: float = 0.0

    @property
    def total(self) -> float:
        return self.amount + self.tax


RATES = {"DE": 0.19, "FR": 0.2, "US": 0.0}


def parse(lines: list[str], out: "queue.Queue[Order | None]", workers: int) -> None:
    for line in lines:
        number, amount, country = line.split(",")
        out.put(Order(int(number), float(amount), country))
    for _ in range(workers):
        out.put(STOP)


def enrich(source: "queue.Queue[Order | None]", sink: "queue.Queue[Order | None]") -> None:
    while True:
        order = source.get()
        if order is None:
            sink.put(None)
            return
        order.tax = round(order.amount * RATES.get(order.country, 0.1), 2)
        sink.put(order)


def main() -> None:
    lines = [f"{n},{n * 10.5},{['DE', 'FR', 'US', 'CH'][n % 4]}" for n in range(1, 21)]
    parsed: "queue.Queue[Order | None]" = queue.Queue(maxsize=4)
    enriched: "queue.Queue[Order | None]" = queue.Queue()
    workers = 3
    threads = [threading.Thread(target=parse, args=(lines, parsed, workers))]
    threads += [threading.Thread(target=enrich, args=(parsed, enriched)) for _ in range(workers)]
    for thread in threads:
        thread.start()
    orders: list[Order] = []
    finished = 0
    while finished < workers:
        order = enriched.get()
        if order is None:
            finished += 1
        else:
            orders.append(order)
    for thread in threads:
        thread.join()
    orders.sort(key=lambda order: order.number)
    for order in orders[:4]:
        print(f"{order.number:>3} {order.country} {order.amount:8.2f} {order.tax:6.2f} {order.total:8.2f}")
    print(len(orders), f"{sum(order.total for order in orders):.2f}")
    by_country: dict[str, float] = {}
    for order in orders:
        by_country[order.country] = by_country.get(order.country, 0.0) + order.total
    for country, total in sorted(by_country.items()):
        print(country, f"{total:.2f}")


if __name__ == "__main__":
    main()
