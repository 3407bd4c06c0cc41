"""Managers made of generators."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import Iterator


class Connection:
    def __init__(self, name: str) -> None:
        self.name = name
        self.log: list[str] = []
        self.rows: list[int] = []

    def execute(self, value: int) -> int:
        if value < 0:
            raise ValueError(f"bad value {value}")
        self.rows.append(value)
        return len(self.rows)

    def commit(self) -> None:
        self.log.append("commit")

    def rollback(self) -> None:
        self.rows.clear()
        self.log.append("rollback")

    def close(self) -> None:
        self.log.append("close")


@contextmanager
def transaction(connection: Connection) -> Iterator[Connection]:
    """Commits when the block ends well, rolls back otherwise."""
    try:
        yield connection
        connection.commit()
    except Exception as error:
        connection.rollback()
        print("rolled back:", error)
        raise
    finally:
        connection.close()


@contextmanager
def ignoring(*names: str) -> Iterator[None]:
    try:
        yield
    except (KeyError, ZeroDivisionError) as error:
        print("ignored", type(error).__name__, ",".join(names))


@contextmanager
def indented(level: int = 1):
    print("{" * level)
    yield "  " * level
    print("}" * level)


class Database:
    def __init__(self) -> None:
        self.depth = 0

    @contextmanager
    def nested(self, label: str) -> Iterator[int]:
        self.depth += 1
        try:
            yield self.depth
        finally:
            self.depth -= 1
            print("left", label, self.depth)


def find(values: list[int], wanted: int) -> int:
    for i, value in enumerate(values):
        with indented() as pad:
            if value == wanted:
                return i
            if value > 100:
                break
            print(pad + str(value))
    return -1


def main() -> None:
    connection = Connection("main")
    with transaction(connection) as c:
        c.execute(1)
        c.execute(2)
    print(connection.rows, connection.log)
    try:
        with transaction(connection) as c:
            c.execute(3)
            c.execute(-1)
            print("not reached")
    except ValueError as error:
        print("caught", error)
    print(connection.rows, connection.log)
    with ignoring("a", "b"):
        print({"x": 1}["y"])
    with ignoring():
        print(10 // len(connection.rows))
    print(find([1, 2, 3], 2), find([500], 1))
    database = Database()
    with database.nested("outer") as one, database.nested("inner") as two:
        print(one, two, database.depth)
    try:
        with database.nested("failing"):
            raise RuntimeError("inside")
    except RuntimeError as error:
        print(error, database.depth)


main()
