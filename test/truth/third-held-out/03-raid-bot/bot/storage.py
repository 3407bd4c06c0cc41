import sqlite3
import threading
from contextlib import contextmanager


class RosterStore:
    """Keeps who signed up for which raid."""

    def __init__(self, path: str):
        self._connection = sqlite3.connect(path, check_same_thread=False)
        self._lock = threading.RLock()

    @contextmanager
    def _cursor(self):
        with self._lock:
            cursor = self._connection.cursor()
            try:
                yield cursor
                self._connection.commit()
            finally:
                cursor.close()

    def sign_up(self, raid: int, member: int, role: str) -> None:
        with self._cursor() as cursor:
            cursor.execute("insert into signup values (?, ?, ?)", (raid, member, role))

    def members(self, raid: int) -> list[tuple[int, str]]:
        with self._cursor() as cursor:
            cursor.execute("select member, role from signup where raid = ?", (raid,))
            return cursor.fetchall()


class MemoryStore:
    """The same for trials, kept in a dictionary."""

    def __init__(self):
        self._raids: dict[int, list[tuple[int, str]]] = {}

    def sign_up(self, raid: int, member: int, role: str) -> None:
        self._raids.setdefault(raid, []).append((member, role))

    def members(self, raid: int) -> list[tuple[int, str]]:
        return self._raids.get(raid, [])
