"""Reads the exports that the shops drop into the inbox."""
import csv
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Iterator

import requests

SESSION = requests.Session()


def iter_exports(inbox: Path) -> Iterator[Path]:
    yield from sorted(inbox.glob("*.json"))
    yield from sorted(inbox.glob("*.csv"))


def load_json_export(path: Path) -> list[dict]:
    with path.open() as stream:
        return json.load(stream)["lines"]


def load_csv_export(path: Path) -> list[list[str]]:
    with path.open(newline="") as stream:
        return list(csv.reader(stream))


def file_size(path: Path) -> int:
    return path.stat().st_size


def load_all(inbox: Path) -> list[dict]:
    exports = list(inbox.glob("*.json"))
    with ThreadPoolExecutor(max_workers=8) as pool:
        lines = []
        for part in pool.map(load_json_export, exports):  # expect: gil-held-native
            lines.extend(part)
        sizes = list(pool.map(file_size, exports))  # ok: gil-held-native, gil-bound-pool
    print(f"{len(lines)} lines, {sum(sizes)} bytes")
    return lines


def fetch_rates(currencies: list[str]) -> dict[str, float]:
    rates = {}
    for currency in currencies:
        answer = SESSION.get(f"https://rates.shop.example/{currency}")  # expect: io-in-loop  # ok: request-without-timeout
        rates[currency] = answer.json()["rate"]
    return rates


def fetch_manifest(url: str, attempts: int = 4) -> dict:
    for attempt in range(attempts):
        answer = SESSION.get(url, timeout=20)  # ok: io-in-loop, client-per-call
        if answer.ok:
            return answer.json()
        print("manifest attempt", attempt, answer.status_code)
    raise RuntimeError(f"no manifest at {url}")
