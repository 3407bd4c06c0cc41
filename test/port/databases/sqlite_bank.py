import sqlite3
from dataclasses import dataclass
from datetime import date


@dataclass
class Account:
    id: int
    owner: str
    balance: float


class InsufficientFunds(Exception):
    pass


class Bank:
    def __init__(self, conn: sqlite3.Connection):
        self.conn = conn
        self._setup()

    def _setup(self) -> None:
        cur = self.conn.cursor()
        cur.execute(
            """
            CREATE TABLE IF NOT EXISTS accounts (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                owner TEXT NOT NULL UNIQUE,
                balance REAL NOT NULL DEFAULT 0 CHECK (balance >= 0),
                opened DATE
            )
            """
        )
        cur.execute("CREATE TABLE IF NOT EXISTS log (account INTEGER, amount REAL, note TEXT)")
        self.conn.commit()

    def open(self, owner: str, balance: float = 0.0) -> Account:
        cur = self.conn.cursor()
        cur.execute(
            "INSERT INTO accounts (owner, balance, opened) VALUES (:owner, :balance, :opened)",
            {"owner": owner, "balance": balance, "opened": date(2024, 5, 1).isoformat()},
        )
        self.conn.commit()
        return Account(cur.lastrowid, owner, balance)

    def find(self, owner: str) -> Account | None:
        row = self.conn.execute("SELECT id, owner, balance FROM accounts WHERE owner = ?", (owner,)).fetchone()
        return Account(*row) if row else None

    def all(self) -> list[Account]:
        return [Account(id, owner, balance) for id, owner, balance in self.conn.execute("SELECT id, owner, balance FROM accounts ORDER BY id")]

    def transfer(self, source: str, target: str, amount: float) -> None:
        with self.conn:
            row = self.conn.execute("SELECT balance FROM accounts WHERE owner = ?", (source,)).fetchone()
            if row is None or row[0] < amount:
                raise InsufficientFunds(f"{source} cannot pay {amount:.2f}")
            self.conn.execute("UPDATE accounts SET balance = balance - ? WHERE owner = ?", (amount, source))
            changed = self.conn.execute("UPDATE accounts SET balance = balance + ? WHERE owner = ?", (amount, target))
            if changed.rowcount == 0:
                raise KeyError(target)
            self.conn.execute("INSERT INTO log VALUES ((SELECT id FROM accounts WHERE owner = ?), ?, ?)", (source, -amount, "out"))


def report(conn: sqlite3.Connection) -> None:
    total = 0.0
    for owner, balance in conn.execute("SELECT owner, balance FROM accounts ORDER BY balance DESC"):
        print(f"{owner:<8}|{balance:>10.2f}")
        total += balance
    print("total", total)
    by_note = {}
    for account, amount, note in conn.execute("SELECT * FROM log"):
        by_note.setdefault(note, []).append((account, amount))
    print(by_note)
    counts = dict(conn.execute("SELECT note, COUNT(*) FROM log GROUP BY note").fetchall())
    print(counts)
    print(sum(row[0] for row in conn.execute("SELECT balance FROM accounts")))
    print(max(conn.execute("SELECT balance, owner FROM accounts").fetchall()))
    best = max(conn.execute("SELECT balance, owner FROM accounts"), key=lambda r: r[0])
    print(best[1])


def main() -> None:
    conn = sqlite3.connect(":memory:", isolation_level="IMMEDIATE")
    bank = Bank(conn)
    print(bank.open("ann", 100.0))
    bank.open("bob", 20)
    try:
        bank.open("ann")
    except sqlite3.IntegrityError as error:
        print("refused:", error)
        conn.rollback()
    for source, target, amount in [("ann", "bob", 30.0), ("bob", "cid", 1.0), ("bob", "ann", 500.0)]:
        try:
            bank.transfer(source, target, amount)
            print("ok")
        except InsufficientFunds as error:
            print("error:", error)
        except KeyError as error:
            print("no account", error)
    print(bank.find("ann"), bank.find("zed"))
    print([a.balance for a in bank.all()])
    print(conn.in_transaction, conn.total_changes)
    report(conn)
    try:
        conn.execute("INSERT INTO accounts (owner, balance) VALUES ('x', -1)")
    except sqlite3.DatabaseError as error:
        print(type(error).__name__, error)
    try:
        conn.execute("INSERT INTO accounts (owner) VALUES (?, ?)", ("x",))
    except sqlite3.ProgrammingError as error:
        print("programming:", error)
    except sqlite3.OperationalError as error:
        print("operational:", error)
    conn.execute("INSERT OR REPLACE INTO accounts (id, owner, balance) VALUES (1, 'ann', 5)")
    conn.rollback()
    print(bank.find("ann").balance)
    conn.close()


if __name__ == "__main__":
    main()
