from __future__ import annotations

import contextlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool, ConnectionPool


class Accounts(Protocol):  # ok: metaclass
    def balance(self, account: str) -> Decimal: ...

    def describe(self) -> str: ...


class MemoryAccounts:
    def __init__(self) -> None:
        self.rows: dict[str, Decimal] = {}

    def balance(self, account: str) -> Decimal:
        return self.rows.get(account, Decimal())

    def describe(self) -> str:
        return "in memory"


class SqlAccounts:
    def __init__(self, pool: ConnectionPool) -> None:
        self.pool = pool

    @contextlib.contextmanager
    def cursor(self) -> Iterator[psycopg.Cursor]:
        with self.pool.connection(timeout=3) as connection:
            with connection.cursor(row_factory=dict_row) as cursor:
                yield cursor

    def balance(self, account: str) -> Decimal:
        with self.cursor() as cursor:
            row = cursor.execute("select sum(amount) as total from entry where account = %s", (account,)).fetchone()
        return row["total"]

    def post(self, debit: str, credit: str, amount: Decimal) -> None:
        with self.cursor() as cursor:
            for account, signed in ((debit, -amount), (credit, amount)):
                cursor.execute("insert into entry values (%s, %s)", (account, signed))  # ok: io-in-loop

    def post_many(self, entries: list[tuple[str, Decimal]]) -> None:
        with self.cursor() as cursor:
            for account, amount in entries:
                cursor.execute("insert into entry values (%s, %s)", (account, amount))  # expect: io-in-loop

    def post_all(self, entries: list[tuple[str, Decimal]]) -> None:
        with self.cursor() as cursor:
            cursor.executemany("insert into entry values (%s, %s)", entries)  # ok: io-in-loop

    def describe(self) -> str:
        return "PostgreSQL"


class AsyncAccounts:
    def __init__(self, pool: AsyncConnectionPool) -> None:
        self.pool = pool

    async def balance(self, account: str) -> Decimal:
        async with self.pool.connection(timeout=3) as connection:
            found = await connection.execute("select sum(amount) from entry where account = %s", (account,))  # ok: blocking-call
            return (await found.fetchone())[0]

    async def post_many(self, entries: list[tuple[str, Decimal]]) -> None:
        async with self.pool.connection(timeout=3) as connection:
            for account, amount in entries:
                await connection.execute("insert into entry values (%s, %s)", (account, amount))  # ok: sequential-awaits
