from __future__ import annotations

import sqlite3


class Tickets:
    def __init__(self, path: str) -> None:
        self._db = sqlite3.connect(path, check_same_thread=False, timeout=3)
        self._db.row_factory = sqlite3.Row

    def __getitem__(self, number: int) -> dict:
        row = self._db.execute("select * from ticket where number = ?", (number,)).fetchone()
        if row is None:
            raise KeyError(number)
        return dict(row)

    def __contains__(self, number: int) -> bool:
        return self._db.execute("select 1 from ticket where number = ?", (number,)).fetchone() is not None

    def sell(self, zone: str) -> int:
        with self._db:
            return self._db.execute("insert into ticket (zone) values (?)", (zone,)).lastrowid

    def price(self, zone: str) -> float:
        return PRICES[zone]


PRICES = {"A": 2.4, "B": 3.1, "AB": 4.2}


class Memory(dict):
    def sell(self, zone: str) -> int:
        number = len(self) + 1
        self[number] = {"zone": zone}
        return number
