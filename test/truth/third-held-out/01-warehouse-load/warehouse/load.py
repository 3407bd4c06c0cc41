"""Writes cleaned lines to the warehouse."""
from sqlalchemy import create_engine, text  # ok: no-equivalent
from sqlalchemy.engine import Engine

from .cleaning import Cleaned

INSERT = text("insert into line (sku, nearest, distance) values (:sku, :nearest, :distance)")
EXISTS = text("select 1 from line where sku = :sku")


def make_engine(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True)


def upsert_lines(engine: Engine, lines: list[Cleaned]) -> int:
    added = 0
    with engine.begin() as connection:  # ok: client-per-call
        for line in lines:
            found = connection.execute(EXISTS, {"sku": line.sku}).first()  # expect: io-in-loop
            if found is None:
                connection.execute(INSERT, vars(line))
                added += 1
    return added


def bulk_insert(engine: Engine, lines: list[Cleaned]) -> None:
    rows = []
    for line in lines:
        rows.append(vars(line))  # ok: dynamic-attribute, io-in-loop
    with engine.begin() as connection:
        connection.execute(INSERT, rows)  # ok: io-in-loop
