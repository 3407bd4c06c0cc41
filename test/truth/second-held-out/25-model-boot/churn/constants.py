from __future__ import annotations

import csv
import json
import os
import re
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import psycopg2
import requests
import yaml

ROOT = Path(__file__).resolve().parent.parent  # ok: import-time-work
PATTERN = re.compile(r"^[A-Z]{2}\d{6}$")  # ok: import-time-work
SESSION = requests.Session()  # ok: import-time-work, client-per-call
STARTED = time.time()  # ok: import-time-work
COLOURS = {name: code for code, name in enumerate(("red", "green", "blue"))}  # ok: import-time-work

SETTINGS = yaml.safe_load((ROOT / "settings.yaml").read_text())  # expect: import-time-work
COUNTRIES = SESSION.get("https://geo.example/countries", timeout=5).json()  # expect: import-time-work
HOST = subprocess.run(["hostname", "-f"], capture_output=True, text=True).stdout  # expect: import-time-work
DATABASE = psycopg2.connect(os.environ["CHURN_DSN"])  # expect: import-time-work

HOLIDAYS = json.loads(urllib.request.urlopen("https://geo.example/holidays.json").read())  # expect: import-time-work  # ok: request-without-timeout


def _zones() -> dict[str, str]:
    with open(ROOT / "zones.csv", newline="") as handle:
        return dict(csv.reader(handle))


def _name() -> str:
    return os.environ.get("CHURN_NAME") or "churn"


ZONES = _zones()  # expect: import-time-work
NAME = _name()  # ok: import-time-work


class Limits:
    rows = int(os.environ.get("CHURN_ROWS", "100000"))  # ok: import-time-work
    address = socket.gethostbyname("models.internal")  # expect: import-time-work

    def refresh(self) -> None:
        self.address = socket.gethostbyname("models.internal")  # ok: import-time-work


def lazily():
    return _zones()  # ok: import-time-work


TABLE = [[0.0] * 64 for _ in range(64)]  # ok: import-time-work, hot-loop

if __name__ == "__main__":
    print(_zones())  # ok: import-time-work
    time.sleep(1)  # ok: import-time-work
