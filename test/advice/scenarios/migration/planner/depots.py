import sqlite3


def depots() -> list[int]:
    with sqlite3.connect("depots.db") as connection:
        return [row[0] for row in connection.execute("select stop from depots")]
