import os

import psycopg


class Orders:
    def __init__(self, conn: psycopg.Connection) -> None:
        self.conn = conn

    def create(self) -> None:
        with self.conn.cursor() as cur:
            cur.execute("CREATE TABLE orders (id SERIAL PRIMARY KEY, customer TEXT UNIQUE, units INTEGER)")
        self.conn.commit()

    def add(self, customer: str, units: int) -> int:
        with self.conn.cursor() as cur:
            cur.execute(
                "INSERT INTO orders (customer, units) VALUES (%s, %s) RETURNING id",
                (customer, units),
            )
            row = cur.fetchone()
            return row[0]

    def named(self, customer: str):
        cur = self.conn.execute(
            "SELECT id, units FROM orders WHERE customer = %(customer)s AND units %% 2 = 0", {"customer": customer}
        )
        return cur.fetchone()

    def all(self) -> list[str]:
        cur = self.conn.cursor()
        cur.execute("SELECT customer, units FROM orders ORDER BY id")
        return [f"{customer}: {units}" for customer, units in cur]


def main() -> None:
    with psycopg.connect(os.environ["DATABASE"]) as conn:
        orders = Orders(conn)
        orders.create()
        print(orders.add("ann", 2), orders.add("bob", 3))
        conn.commit()
        print(orders.named("ann"), orders.named("bob"))
        for line in orders.all():
            print(line)
        try:
            orders.add("ann", 1)
        except psycopg.IntegrityError as error:
            print("refused", error)
            conn.rollback()
        cur = conn.cursor()
        cur.executemany("INSERT INTO orders (customer, units) VALUES (%s, %s)", [("cid", 4), ("dan", None)])
        print(cur.rowcount)
        cur.execute("SELECT customer FROM orders")
        print(cur.fetchmany(2), cur.fetchall())


if __name__ == "__main__":
    main()
