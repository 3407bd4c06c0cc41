"""Join orders: dynamic programming and a blunt search."""
from dataclasses import dataclass, field
from functools import lru_cache

from .lexer import permutations, tokens


@dataclass
class Table:
    name: str
    rows: int
    joins: dict[str, float] = field(default_factory=dict)


class Parser:
    """Recursive descent over a flat token list."""

    def __init__(self, text: str):
        self.tokens = list(tokens(text))
        self.at = 0

    def parse(self):
        left = self.term()
        while self.at < len(self.tokens) and self.tokens[self.at].text in "+-":  # ok: hot-loop, busy-wait
            self.at += 1  # ok: shared-state-race
            left = ("op", left, self.term())
        return left

    def term(self):
        token = self.tokens[self.at]
        self.at += 1
        return token.text


def cost(order: list[str], tables: dict[str, Table]) -> float:
    total = rows = 1.0
    for name in order:  # expect: hot-loop
        rows *= tables[name].rows
        for other in order:
            rows *= tables[name].joins.get(other, 1.0)
        total += rows
    return total


def blunt(tables: dict[str, Table]) -> list[str]:
    best, price = [], float("inf")
    for order in permutations(list(tables)):  # expect: hot-loop
        total = rows = 1.0
        for name in order:
            rows *= tables[name].rows
            for other in order:
                rows *= tables[name].joins.get(other, 1.0)
            total += rows
        if total < price:
            best, price = order, total
    return best


def knapsack(sizes: list[int], budget: int) -> int:
    best = [0] * (budget + 1)
    for size in sizes:  # expect: hot-loop
        for room in range(budget, size - 1, -1):
            best[room] = max(best[room], best[room - size] + size)
    return best[budget]


@lru_cache(maxsize=None)
def ways(left: int, parts: tuple[int, ...]) -> int:
    if left == 0:
        return 1
    if left < 0 or not parts:
        return 0
    return ways(left - parts[0], parts) + ways(left, parts[1:])


def render(node) -> str:  # ok: hot-loop
    return node if isinstance(node, str) else render(node[1])
