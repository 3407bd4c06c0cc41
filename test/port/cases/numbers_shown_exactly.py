"""Fill characters, groups and places of exact and wide numbers; signs of counters; the order of ordered dicts."""

from collections import Counter, OrderedDict
from decimal import Decimal


def shown(label: str, amount: Decimal) -> str:
    return f"{label:.<12}{amount:.>12,.2f}|{amount:>12}|{amount:<10.1f}|{amount:012.2f}|{amount:+.3f}"


def signs(values):
    return [(-v, +v, ~v) for v in values]


if __name__ == "__main__":
    print(shown("fee", Decimal("29.9")))
    print(shown("tax", Decimal("-1234567.125")))
    for n in [1000, 7, 2**63, -12345, 10**24]:
        print(f"{n:,} {n:_} {n:>12,} {n:<8}| {n:+d}")
    counts = Counter(a=3, b=-2, z=0)
    print(+counts, -counts)
    print(signs([1, -5, 0]), +True, -True)
    one = OrderedDict([("a", 1), ("b", 2)])
    other = OrderedDict([("b", 2), ("a", 1)])
    print(one == other, one != other, one == dict(other), one == OrderedDict([("a", 1), ("b", 2)]))
