def subsets(items: list[str]) -> int:
    count = len(items)
    return (1 << count) * (count + 1)


def texts(symbols: int, longest: int) -> int:
    return symbols**longest


def tree(levels: int) -> int:
    return sum(2**level for level in range(levels))


def address(high: int, low: int) -> int:
    return (high << 64) | low
