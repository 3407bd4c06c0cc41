"""Row cleaning, spread over processes because it is slow."""
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

FIELDS = ("sku", "name", "colour")


@dataclass
class Cleaned:
    sku: str
    nearest: str
    distance: int


def edit_distance(left: str, right: str) -> int:
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):  # expect: hot-loop
        current = [i]
        for j, b in enumerate(right, start=1):
            cost = 0 if a == b else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        previous = current
    return previous[-1]


def clean_line(line: dict) -> Cleaned:
    for field in FIELDS:
        line[field] = (line.get(field) or "").strip().lower()
    return Cleaned(line["sku"], line["name"], edit_distance(line["name"], line["colour"]))


def total_by_shop(lines: list[dict]) -> dict[str, float]:
    totals: dict[str, float] = {}
    for line in lines:  # ok: hot-loop
        totals[line["shop"]] = totals.get(line["shop"], 0.0) + line["price"]
    return totals


def clean_all(lines: list[dict], workers: int) -> list[Cleaned]:
    if workers <= 1:
        return [clean_line(line) for line in lines]
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(clean_line, lines, chunksize=500))  # expect: process-pool-tax
