"""The journal writes on the loop's own callbacks; nothing here is a coroutine."""
from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path


class Journal:
    def __init__(self, path: str, loop: asyncio.AbstractEventLoop) -> None:
        self.db = sqlite3.connect(path)
        self.loop = loop
        self.waiting: list[tuple[str, int]] = []
        self.timer: asyncio.TimerHandle | None = None

    def add(self, lot: str, amount: int) -> None:
        self.waiting.append((lot, amount))
        if self.timer is None:
            self.timer = self.loop.call_later(2, self.flush)  # ok: blocking-chain

    def flush(self) -> None:
        self.timer = None
        self.db.executemany("insert into bid values (?, ?)", self.waiting)  # expect: blocking-call
        self.waiting.clear()

    def dump(self) -> None:
        self.save(Path("/var/lib/auction/waiting.txt"))  # expect: blocking-chain

    def save(self, path: Path) -> None:
        path.write_text("\n".join(f"{lot} {amount}" for lot, amount in self.waiting))

    def size(self) -> int:
        return len(self.waiting)
