import sqlite3

TABLE = "items"


def flush(connection: sqlite3.Connection, owners):
    for owner in owners:
        connection.execute(f"DELETE FROM {TABLE} WHERE owner = ?", (owner,))
