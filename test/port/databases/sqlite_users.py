import sqlite3


def create(conn):
    conn.execute("CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT UNIQUE, score REAL, made TIMESTAMP)")


def add(conn, name, score):
    cur = conn.execute("INSERT INTO users (name, score, made) VALUES (?, ?, ?)", (name, score, "2024-01-02 03:04:05"))
    return cur.lastrowid


def main():
    conn = sqlite3.connect(":memory:")
    create(conn)
    print(add(conn, "ann", 1.5), add(conn, "bob", 2.0))
    cur = conn.cursor()
    cur.executemany("INSERT INTO users (name, score) VALUES (?, ?)", [("cid", 3.0), ("dan", None)])
    print(cur.rowcount)
    conn.commit()
    for row in conn.execute("SELECT id, name, score, made FROM users ORDER BY id"):
        print(row)
    for id, name in conn.execute("SELECT id, name FROM users ORDER BY name DESC"):
        print(id, name)
    cur.execute("SELECT * FROM users WHERE name = :name", {"name": "bob", "x": 1})
    row = cur.fetchone()
    print(row, row[1].upper(), row[2] * 2, row[2] == 2.0)
    print(cur.fetchone())
    try:
        add(conn, "ann", 1.0)
    except sqlite3.IntegrityError as e:
        print("error:", e, type(e).__name__)
    try:
        conn.execute("SELECT * FROM nope")
    except sqlite3.Error as e:
        print("error:", e)
    total = conn.execute("SELECT COUNT(*), AVG(score) FROM users").fetchone()
    print(total[0], total[1])
    (count,) = conn.execute("SELECT COUNT(*) FROM users").fetchone()
    print(count)
    names = [r[0] for r in conn.execute("SELECT name FROM users").fetchall()]
    print(names, sorted(names))
    try:
        with conn:
            conn.execute("DELETE FROM users")
            raise ValueError("no")
    except ValueError as e:
        print(e)
    with conn:
        conn.execute("DELETE FROM users WHERE id = ?", (1,))
    print(conn.execute("SELECT COUNT(*) FROM users").fetchone()[0])
    cur.execute("SELECT name FROM users ORDER BY id")
    print(cur.fetchmany(2), cur.fetchall(), cur.fetchall())
    print([d[0] for d in cur.description])
    cur.close()
    conn.close()
    try:
        conn.execute("SELECT 1")
    except sqlite3.ProgrammingError as e:
        print(e)


if __name__ == "__main__":
    main()
