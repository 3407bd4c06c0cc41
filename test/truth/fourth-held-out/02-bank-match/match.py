"""Matches bank statements with invoices; run from cron each night."""
import argparse
import csv
import decimal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pandas as pd  # expect: slow-import, no-equivalent
import pymysql
import requests

CENT = decimal.Decimal("0.01")
matched = 0
unmatched = 0
unmatched_lock = threading.Lock()


@dataclass
class Entry:
    number: str
    amount: int
    text: str


def read_entries(path: Path) -> list[Entry]:
    with path.open(newline="") as stream:
        return [Entry(row["number"], int(row["amount"]), row["text"]) for row in csv.DictReader(stream)]


def ratio(left: str, right: str) -> float:
    rows = [list(range(len(right) + 1))]
    for i in range(1, len(left) + 1):  # expect: hot-loop
        row = [i]
        for j in range(1, len(right) + 1):
            change = 0 if left[i - 1] == right[j - 1] else 1
            row.append(min(row[j - 1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + change))
        rows.append(row)
    return 1 - rows[-1][-1] / max(len(left), len(right), 1)


def candidates(entry: Entry, invoices: list[Entry]) -> list[Entry]:
    return [invoice for invoice in invoices if abs(invoice.amount - entry.amount) <= 1]  # ok: hot-loop


def subset_sums(amounts: list[int], target: int) -> int:  # expect: hot-loop
    if not amounts:
        return int(target == 0)
    return subset_sums(amounts[1:], target) + subset_sums(amounts[1:], target - amounts[0])  # expect: unbounded-int


def score_pair(pair: tuple[Entry, Entry]) -> float:
    return ratio(pair[0].text, pair[1].text)


def note(found: bool) -> None:
    global matched, unmatched
    if found:
        matched += 1  # expect: shared-state-race
    else:
        with unmatched_lock:
            unmatched += 1  # ok: shared-state-race


def match_one(entry: Entry, invoices: list[Entry]) -> Entry | None:
    best = max(candidates(entry, invoices), key=lambda invoice: invoice.amount, default=None)
    note(best is not None)
    return best


def match_in_threads(entries: list[Entry], invoices: list[Entry]) -> list[Entry | None]:
    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(match_one, entry, invoices) for entry in entries]  # ok: gil-held-native
        return [future.result() for future in waiting]


def scores(pairs: list[tuple[Entry, Entry]]) -> list[float]:
    with ProcessPoolExecutor() as pool:
        return list(pool.map(score_pair, pairs, chunksize=64))  # expect: process-pool-tax


def scores_in_threads(pairs: list[tuple[Entry, Entry]]) -> list[float]:
    with ThreadPoolExecutor() as pool:
        return list(pool.map(score_pair, pairs))  # expect: gil-bound-pool  # ok[3.14t]: gil-bound-pool


def store(rows: list[tuple[str, str]]) -> None:
    connection = pymysql.connect(host="books")  # ok: client-per-call, request-without-timeout
    with connection.cursor() as cursor:
        for row in rows:
            cursor.execute("insert into matched values (%s, %s)", row)  # expect: io-in-loop
        cursor.executemany("insert into audit values (%s, %s)", rows)  # ok: io-in-loop
    connection.commit()


def rates(currencies: set[str]) -> dict[str, decimal.Decimal]:
    found = {}
    for currency in currencies:
        session = requests.Session()  # expect: client-per-call
        body = session.get(f"https://rates.example/{currency}").json()  # expect: io-in-loop  # ok: request-without-timeout
        found[currency] = decimal.Decimal(body["rate"]).quantize(CENT)
    return found


def summary(path: Path, entries: list[Entry]) -> None:
    frame = pd.DataFrame([vars(entry) for entry in entries])
    frame.describe().to_csv(path)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("statement", type=Path)
    parser.add_argument("invoices", type=Path)
    options = parser.parse_args()
    entries, invoices = read_entries(options.statement), read_entries(options.invoices)
    found = match_in_threads(entries, invoices)
    pairs = [(entry, invoice) for entry, invoice in zip(entries, found) if invoice]
    best = scores(pairs) if len(pairs) > 100 else scores_in_threads(pairs)
    store([(entry.number, invoice.number) for (entry, invoice), value in zip(pairs, best) if value > 0.5])
    summary(Path("summary.csv"), entries)
    print(matched, unmatched, subset_sums([entry.amount for entry in entries[:12]], 0))
    return 0


if __name__ == "__main__":
    sys.exit(main())
