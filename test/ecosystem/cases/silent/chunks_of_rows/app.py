"""A loop over chunks asks for many at once, whatever cuts them."""

import sqlalchemy as sa


def chunkify(rows: list[dict[str, int]], size: int) -> list[list[dict[str, int]]]:
    return [rows[at : at + size] for at in range(0, len(rows), size)]


def copy(connection: sa.engine.Connection, table: sa.Table, rows: list[dict[str, int]]) -> None:
    for some in chunkify(rows, 1000):
        connection.execute(table.insert(), some)
    for row in rows:
        connection.execute(table.insert(), row)  # expect: io-in-loop
