import sqlite3


def counts(connection: sqlite3.Connection, rows):
    kinds = {(kind, state or "") for kind, state in rows}
    found = []
    for kind, state in kinds:
        found.append(connection.execute("SELECT count(*) FROM jobs WHERE kind = ? AND state = ?", (kind, state)).fetchone())
    return found
