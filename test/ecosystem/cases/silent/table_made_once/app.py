"""A table that is made where the connection is first asked for is made once."""

import sqlite3


class Sessions:
    def __init__(self, path: str) -> None:
        self._path = path
        self._cursor: sqlite3.Cursor | None = None

    @property
    def cursor(self) -> sqlite3.Cursor:
        if self._cursor is None:
            self._cursor = sqlite3.connect(self._path).cursor()
            self._cursor.execute("CREATE TABLE IF NOT EXISTS session (id)")
        return self._cursor

    async def list(self) -> list[str]:
        cursor = self.cursor
        cursor.execute("SELECT id FROM session")  # expect: blocking-call
        return cursor.fetchall()  # expect: blocking-call
