from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Settings:
    dsn: str
    redis: str
    secret: bytes
    workers: int = 4


@lru_cache
def settings() -> Settings:
    return Settings(os.environ["HOOKS_DSN"], os.environ["HOOKS_REDIS"], os.environ["HOOKS_SECRET"].encode())
