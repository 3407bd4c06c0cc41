"""Rates and repayment schedules."""
import time
import urllib.request

BRANCHES = frozenset({"north", "south", "harbour"})
TERMS = [12 * years for years in range(1, 41)]  # ok: import-time-work
DISCOUNTS = {term: 1.0 - term / 10000 for term in TERMS}  # ok: import-time-work


class Cached:
    """Fetches a number and keeps it for an hour."""

    def __init__(self, url: str):
        self.url = url
        self._value = 0.0
        self._until = 0.0

    def value(self) -> float:
        if time.time() < self._until:
            return self._value
        with urllib.request.urlopen(self.url) as answer:  # expect: request-without-timeout
            self._value = float(answer.read())
        self._until = time.time() + 3600
        return self._value


def schedule(total: float, rate: float, months: int) -> list[tuple[float, float]]:
    monthly = rate / 12
    payment = total * monthly / (1 - (1 + monthly) ** -months)  # ok: unbounded-int
    rows = []
    for _ in range(months):  # ok: hot-loop
        interest = total * monthly
        total = total - (payment - interest)
        rows.append((round(interest, 2), round(total, 2)))
    return rows


def price_levels(levels: int) -> list[int]:
    prices = []
    price = 1
    for _ in range(levels):
        prices.append(price)
        price *= 2  # expect: unbounded-int
    return prices
