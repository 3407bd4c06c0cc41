import sqlite3
from contextlib import closing


class Store:
    def __init__(self, path: str) -> None:
        self.conn = sqlite3.connect(path)
        self.conn.row_factory = sqlite3.Row
        self.conn.executescript("""
            CREATE TABLE items (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, qty INTEGER DEFAULT 0, price REAL);
            CREATE INDEX items_name ON items (name); -- a comment; with a semicolon
        """)

    def add(self, name: str, qty: int, price: float) -> int:
        with self.conn:
            cur = self.conn.execute("INSERT INTO items (name, qty, price) VALUES (?, ?, ?)", (name, qty, price))
            return cur.lastrowid

    def get(self, item_id: int):
        row = self.conn.execute("SELECT * FROM items WHERE id = ?", (item_id,)).fetchone()
        if row is None:
            return None
        return dict(row)

    def total(self) -> float:
        row = self.conn.execute("SELECT SUM(qty * price) AS total FROM items").fetchone()
        return row["total"] or 0.0

    def names(self) -> list[str]:
        return [row["name"] for row in self.conn.execute("SELECT name FROM items ORDER BY name")]

    def close(self) -> None:
        self.conn.close()


def main() -> None:
    with closing(Store(":memory:")) as store:
        print(store.total())
        print(store.add("tea", 3, 2.5), store.add("mug", 2, 8.0))
        print(store.get(1), store.get(2), store.get(9))
        print(store.total(), store.names())
        row = store.conn.execute("SELECT * FROM items").fetchone()
        print(row.keys(), len(row), row[0], row["NAME"], tuple(row), list(row))
        a, b, *rest = row
        print(a, b, rest)
        try:
            row["nope"]
        except IndexError as e:
            print("index", e)
        try:
            store.add(None, 1, 1.0)
        except sqlite3.IntegrityError as e:
            print(e)
    with closing(sqlite3.connect(":memory:")) as conn, closing(conn.cursor()) as cur:
        cur.execute("SELECT 1 + 1")
        print(cur.fetchone()[0])


main()
