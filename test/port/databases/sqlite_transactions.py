"""Transactions: those that begin by themselves, those that the program begins, and what is left of each."""

import sqlite3

SCHEMA = """
CREATE TABLE stock (
    sku TEXT PRIMARY KEY,
    units INTEGER NOT NULL CHECK (units >= 0)
);
CREATE TABLE moves (id INTEGER PRIMARY KEY, sku TEXT REFERENCES stock (sku), delta INTEGER);
CREATE TRIGGER moved AFTER INSERT ON moves BEGIN
    UPDATE stock SET units = units + NEW.delta WHERE sku = NEW.sku;
END;
INSERT INTO stock VALUES ('tea', 5), ('mug', 2);
"""


def count(conn: sqlite3.Connection, table: str) -> int:
    return conn.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def units(conn: sqlite3.Connection) -> dict:
    return dict(conn.execute("SELECT sku, units FROM stock ORDER BY sku").fetchall())


def move(conn: sqlite3.Connection, orders: list[tuple[str, int]]) -> bool:
    try:
        with conn:
            for sku, delta in orders:
                conn.execute("INSERT INTO moves (sku, delta) VALUES (?, ?)", (sku, delta))
        return True
    except sqlite3.IntegrityError as error:
        print("refused:", error)
        return False


def first_above(conn: sqlite3.Connection, limit: int) -> str:
    with conn:
        for sku, held in conn.execute("SELECT sku, units FROM stock ORDER BY sku"):
            if held > limit:
                return sku
    return "none"


def main() -> None:
    conn = sqlite3.connect(":memory:")
    conn.executescript(SCHEMA)
    print(conn.in_transaction, units(conn))
    print(move(conn, [("tea", -2), ("mug", 1)]), units(conn))
    print(move(conn, [("tea", -1), ("mug", -9)]), units(conn), count(conn, "moves"))
    print(first_above(conn, 2), first_above(conn, 99))

    conn.execute("UPDATE stock SET units = 0")
    print(conn.in_transaction, units(conn))
    conn.rollback()
    print(conn.in_transaction, units(conn))

    conn.isolation_level = None
    conn.execute("BEGIN")
    conn.execute("DELETE FROM stock")
    print(conn.in_transaction, count(conn, "stock"))
    conn.execute("ROLLBACK")
    print(conn.in_transaction, count(conn, "stock"))
    conn.execute("DELETE FROM moves WHERE sku = ?", ("tea",))
    print(conn.in_transaction, count(conn, "moves"))

    try:
        with conn:
            conn.execute("BEGIN")
            conn.execute("DELETE FROM moves")
            raise RuntimeError("half way")
    except RuntimeError as error:
        print(error, count(conn, "moves"))

    cur = conn.cursor()
    cur.execute("INSERT INTO moves (sku, delta) VALUES ('mug', 4) RETURNING id, delta")
    print(cur.fetchall(), cur.rowcount)
    for statement in ("SELECT * FROM moves WHERE", "INSERT INTO nowhere VALUES (1)"):
        try:
            cur.execute(statement)
        except sqlite3.Error as error:
            print(f"{type(error).__name__}: {error}")
    cur.close()
    try:
        cur.fetchone()
    except sqlite3.ProgrammingError as error:
        print(error)
    conn.close()


main()
