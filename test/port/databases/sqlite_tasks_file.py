import json
import os
import sqlite3
import tempfile


def rows_as_dicts(cur):
    names = [column[0] for column in cur.description]
    return [dict(zip(names, row)) for row in cur.fetchall()]


def load(path):
    with sqlite3.connect(path) as conn:
        cur = conn.cursor()
        cur.execute("SELECT id, title, done, data FROM tasks ORDER BY id")
        return rows_as_dicts(cur)


folder = tempfile.mkdtemp()
path = os.path.join(folder, "tasks.db")
conn = sqlite3.connect(path)
c = conn.cursor()
c.execute("CREATE TABLE tasks (id INTEGER PRIMARY KEY, title TEXT, done BOOLEAN, data BLOB, made TIMESTAMP DEFAULT CURRENT_TIMESTAMP)")
tasks = [("write", True, b"\x00\x01"), ("read", False, None), ("it's; a 'quote'?", None, "text".encode())]
c.executemany("INSERT INTO tasks (title, done, data) VALUES (?, ?, ?)", tasks)
c.executemany("INSERT INTO tasks (title) VALUES (:title)", ({"title": f"t{i}"} for i in range(3)))
print(c.rowcount, conn.total_changes)
conn.commit()
for task in load(path):
    print(task)
print(json.dumps([t["title"] for t in load(path)]))
while True:
    batch = c.execute("SELECT title FROM tasks WHERE id > ?", (2,)).fetchmany(10)
    print(batch)
    break
c.execute("SELECT id FROM tasks")
first = c.fetchone()
while first:
    print(first[0], end=" ")
    first = c.fetchone()
print()
c.execute("UPDATE tasks SET done = 1 WHERE done IS NULL")
print("updated", c.rowcount)
conn.rollback()
print(c.execute("SELECT COUNT(*) FROM tasks WHERE done IS NULL").fetchone())
print(c.execute("SELECT typeof(?), typeof(?), typeof(?), ?", (1, 2.0, "x", 2.0)).fetchone())
print(c.execute("SELECT ':no', \"title\", /* ? */ ? FROM tasks -- ?\n LIMIT 1", (7,)).fetchone())
print(len(c.execute("SELECT made FROM tasks LIMIT 1").fetchone()[0]))
for sql in ["SELEC 1", "SELECT * FROM missing", "INSERT INTO tasks (id) VALUES (1)", "SELECT 1; SELECT 2"]:
    try:
        c.execute(sql)
    except sqlite3.OperationalError as e:
        print("operational", e)
    except sqlite3.IntegrityError as e:
        print("integrity", e)
    except (sqlite3.ProgrammingError, sqlite3.Warning) as e:
        print("programming", e)
try:
    c.execute("SELECT :a, :b", {"a": 1})
except sqlite3.ProgrammingError as e:
    print(e)
id, title, *others = c.execute("SELECT id, title, done, data FROM tasks").fetchone()
print(id, title, others)
print(c.execute("SELECT 10 / 4, 10 / 4.0, NULL, 9007199254740993, 'é'").fetchone())
print(next(c.execute("SELECT 5")))
print(list(c.execute("SELECT id FROM tasks LIMIT 2")))
print(("write",) in c.execute("SELECT title FROM tasks").fetchall())
conn.close()
os.remove(path)
