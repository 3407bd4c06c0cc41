import sqlite3
class Pool:
    _db: sqlite3.Connection
    def __init__(self):
        self._db = sqlite3.connect(":memory:")
    def get(self, n):
        return self._db.execute("SELECT 1 WHERE ?", (n,)).fetchone()
async def handler(p: Pool):
    return p.get(1)
