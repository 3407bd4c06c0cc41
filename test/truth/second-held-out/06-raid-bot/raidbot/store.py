from __future__ import annotations

import sqlite3
import threading
from dataclasses import dataclass, field


@dataclass
class RaidStore:
    db: sqlite3.Connection
    guard: threading.Lock = field(default_factory=threading.Lock)
    names: dict[int, str] = field(default_factory=dict)

    @classmethod
    def open(cls, path: str) -> RaidStore:
        return cls(sqlite3.connect(path, check_same_thread=False))

    def add_guild(self, guild: int, name: str) -> None:
        self.names[guild] = name
        self.db.execute("insert or replace into guild values (?, ?)", (guild, name))
        self.db.commit()

    def roster(self, raid: str) -> list[tuple[int, str]]:
        return self.db.execute("select member, role from roster where raid = ?", (raid,)).fetchall()

    def sign_up(self, raid: str, member: int, role: str) -> bool:
        if role not in ROLES:
            return False
        self.db.execute("insert into roster values (?, ?, ?)", (raid, member, role))
        self.db.commit()
        return True

    def guild_name(self, guild: int) -> str:
        return self.names.get(guild, "?")


ROLES = {"tank", "healer", "damage"}
