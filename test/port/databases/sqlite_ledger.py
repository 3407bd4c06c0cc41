"""Arithmetic on what a database gives: integers stay integers, and whole floats stay floats."""

import json
import sqlite3

ROWS = [
    ("2024-01-03", "rent", 900, 1.0),
    ("2024-01-09", "food", 120, 0.5),
    ("2024-02-03", "rent", 900, 1.0),
    ("2024-02-11", "food", 80, 0.25),
    ("2024-02-20", "gift", None, 2.0),
]


def load() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE entries (day DATE, kind TEXT, amount INTEGER, share REAL)")
    db.executemany("INSERT INTO entries VALUES (?, ?, ?, ?)", ROWS)
    db.commit()
    return db


def by_kind(db):
    totals = {}
    for kind, amount, share in db.execute("SELECT kind, amount, share FROM entries ORDER BY rowid"):
        if amount is None:
            continue
        totals[kind] = totals.get(kind, 0) + amount * share
    return totals


def months(db):
    cur = db.cursor()
    cur.execute(
        "SELECT substr(day, 1, 7) AS month, SUM(amount), AVG(amount), MAX(share) FROM entries GROUP BY month HAVING COUNT(*) > :least",
        {"least": 1},
    )
    return [
        {"month": month, "sum": total, "mean": mean, "share": share, "half": total / 2, "whole": total // 2}
        for month, total, mean, share in cur
    ]


def main():
    db = load()
    print(by_kind(db))
    for month in months(db):
        print(month)
        print(f"{month['month']}: {month['sum']:>8,.2f} {month['mean']:.1f} {month['share']}")
    print(json.dumps(months(db)[0]))
    amounts = [row[0] for row in db.execute("SELECT amount FROM entries WHERE amount IS NOT NULL")]
    print(sum(amounts), max(amounts), min(amounts), sorted(set(amounts)), sum(amounts) / len(amounts))
    shares = [share for (share,) in db.execute("SELECT share FROM entries")]
    print(shares, sum(shares), max(shares))
    day, = db.execute("SELECT MAX(day) FROM entries").fetchone()
    print(day, day > "2024-02-01", day.split("-"))
    count = 0
    total = 0.0
    for row in db.execute("SELECT share FROM entries WHERE share >= ?", (1,)):
        count += 1
        total += row[0] * 2
    print(count, total)
    found = db.execute("SELECT kind FROM entries WHERE amount > ?", (10_000,)).fetchone()
    print("none" if found is None else found[0])
    print([kind for kind, in db.execute("SELECT DISTINCT kind FROM entries WHERE kind LIKE ? ORDER BY 1", ("%t",))])
    marks = ", ".join("?" for _ in ("rent", "gift"))
    print(db.execute(f"SELECT COUNT(*) FROM entries WHERE kind IN ({marks})", ("rent", "gift")).fetchone()[0])
    db.close()


if __name__ == "__main__":
    main()
