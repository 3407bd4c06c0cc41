"""Household budget on the command line."""
import csv
import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import click  # ok: no-equivalent, slow-import
import numpy as np  # expect: no-equivalent  # ok: slow-import
import pandas as pd  # expect: slow-import, no-equivalent
import requests

BOOK = Path.home() / ".budget.csv"
KINDS = ("food", "rent", "travel", "other")
WEIGHTS = np.array([0.4, 0.3, 0.2, 0.1])


def read_book() -> list[dict]:
    if not BOOK.exists():
        return []
    with BOOK.open(newline="") as stream:
        return list(csv.DictReader(stream))


@click.group()
def cli() -> None:
    pass


@cli.command()
@click.argument("amount", type=Decimal)
@click.argument("kind", type=click.Choice(KINDS))
def add(amount: Decimal, kind: str) -> None:
    with BOOK.open("a", newline="") as stream:
        csv.writer(stream).writerow([date.today().isoformat(), kind, amount])


@cli.command()
def total() -> None:
    sums = {kind: Decimal(0) for kind in KINDS}
    for row in read_book():  # ok: hot-loop
        sums[row["kind"]] += Decimal(row["amount"])
    for kind, value in sums.items():
        click.echo(f"{kind:10} {value:>10}")


@cli.command()
def chart() -> None:
    frame = pd.DataFrame(read_book())
    frame["amount"] = frame["amount"].astype(float)
    frame.groupby("kind")["amount"].sum().to_frame().to_html("budget.html")


@cli.command()
@click.argument("years", type=int)
@click.option("--rate", default=3.5)
def grow(years: int, rate: float) -> None:
    capital = 1000.0
    for year in range(1, years + 1):
        capital = capital * (1 + rate / 100)  # ok: unbounded-int
        click.echo(f"{year} {capital:.2f}")
    click.echo(f"closed form {1000.0 * (1 + rate / 100) ** years:.2f}")  # ok: unbounded-int


@cli.command()
@click.argument("currencies", nargs=-1)
def rates(currencies: tuple[str, ...]) -> None:
    for currency in currencies:
        session = requests.Session()  # expect: client-per-call
        answer = session.get(f"https://rates.example/{currency}", timeout=5)  # expect: io-in-loop
        click.echo(f"{currency} {answer.json()['rate']}")


@cli.command()
def smooth() -> None:
    amounts = np.array([float(row["amount"]) for row in read_book()])
    click.echo(json.dumps(np.convolve(amounts, WEIGHTS, mode="valid").tolist()))


if __name__ == "__main__":
    cli(sys.argv[1:])
