"""Sales from CSV text: parsing, grouping, a table."""

import csv
import io
import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Callable, Iterable, TextIO

DATA = """day,region,product,units,price
2024-01-05,north,widget,10,2.50
2024-01-06,south,gadget,3,10.00
2024-01-06,north,gadget,x,10.00
2024-02-01,south,widget,7,2.25
2024-02-03,north,widget,,2.50
2024-02-11,east,"thing, large",1,99.90
"""


@dataclass(slots=True)
class Sale:
    day: date
    region: str
    product: str
    units: int
    price: float

    @property
    def revenue(self) -> float:
        return round(self.units * self.price, 2)


class BadRow(ValueError):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line


def parse_row(line: int, row: dict[str, str]) -> Sale:
    if not row["units"]:
        raise BadRow(line, "units missing")
    try:
        units = int(row["units"])
    except ValueError as error:
        raise BadRow(line, f"units {row['units']!r}") from error
    return Sale(date.fromisoformat(row["day"]), row["region"], row["product"], units, float(row["price"]))


def load(stream: TextIO) -> tuple[list[Sale], list[BadRow]]:
    sales, bad = [], []
    for line, row in enumerate(csv.DictReader(stream), start=2):
        try:
            sales.append(parse_row(line, row))
        except BadRow as error:
            bad.append(error)
    return sales, bad


def group_by(sales: Iterable[Sale], key: Callable[[Sale], str]) -> dict[str, list[Sale]]:
    groups: defaultdict[str, list[Sale]] = defaultdict(list)
    for sale in sales:
        groups[key(sale)].append(sale)
    return dict(groups)


def table(rows: list[tuple[str, int, float]], headers: tuple[str, str, str]) -> str:
    cells = [headers] + [(name, str(units), f"{revenue:,.2f}") for name, units, revenue in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(3)]
    lines = []
    for n, row in enumerate(cells):
        lines.append("  ".join(cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths))))
        if n == 0:
            lines.append("-" * (sum(widths) + 4))
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    sales, bad = load(io.StringIO(DATA))
    for key, title in ((lambda s: s.region, "region"), (lambda s: f"{s.day:%Y-%m}", "month")):
        rows = [
            (name, sum(s.units for s in group), sum(s.revenue for s in group))
            for name, group in sorted(group_by(sales, key).items())
        ]
        print(table(rows, (title, "units", "revenue")))
        print()
    best = max(sales, key=lambda s: s.revenue)
    print(best)
    print("best:", best.product, best.revenue, best.day.strftime("%d %b"), (best.day - sales[0].day).days)
    for error in bad:
        print(error, "<-", repr(error.__cause__))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["product", "revenue"])
    for sale in sorted(sales, key=lambda s: (s.product, -s.revenue)):
        writer.writerow([sale.product, sale.revenue])
    print(out.getvalue().replace("\r\n", "\n"), end="")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
