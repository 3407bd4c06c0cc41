from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


class History:
    def __init__(self, path: str) -> None:
        self.db = sqlite3.connect(path, check_same_thread=False)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Cursor]:
        cursor = self.db.cursor()
        try:
            yield cursor
        except BaseException:
            self.db.rollback()
            raise
        self.db.commit()

    def remember(self, number: str, status: str) -> None:
        with self.transaction() as cursor:
            cursor.execute("insert into seen values (?, ?)", (number, status))

    def remember_all(self, seen: dict[str, str]) -> None:
        with self.transaction() as cursor:
            cursor.executemany("insert into seen values (?, ?)", seen.items())  # ok: io-in-loop

    def __iter__(self) -> Iterator[tuple[str, str]]:
        yield from self.db.execute("select number, status from seen order by rowid desc")

    def __len__(self) -> int:
        return self.db.execute("select count(*) from seen").fetchone()[0]


def as_json(rows: list[tuple[str, str]]) -> str:
    return json.dumps([{"number": number, "status": status} for number, status in rows])
