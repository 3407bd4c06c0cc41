from __future__ import annotations

from functools import cached_property

import sqlalchemy as sa


class Submissions:
    def __init__(self, url: str) -> None:
        self.url = url
        self.reads = 0

    @cached_property
    def engine(self) -> sa.Engine:
        return sa.create_engine(self.url, connect_args={"connect_timeout": 3})  # ok: client-per-call

    def text(self, number: int) -> str:
        with self.engine.connect() as connection:  # ok: client-per-call
            return connection.scalar(sa.text("select body from submission where number = :n"), {"n": number})

    def texts(self, numbers: list[int]) -> list[str]:
        with self.engine.connect() as connection:
            rows = connection.execute(sa.text("select body from submission where number = any(:n)"), {"n": numbers})
            return [row.body for row in rows]  # ok: io-in-loop

    def texts_one_by_one(self, numbers: list[int]) -> list[str]:
        found = []
        with self.engine.begin() as connection:
            for number in numbers:
                row = connection.execute(sa.text("select body from submission where number = :n"), {"n": number}).one()  # expect: io-in-loop
                found.append(row.body)
        return found
