"""The video provider.  Rooms are made on demand."""
from __future__ import annotations

import functools
import time

import httpx


@functools.cache
def client() -> httpx.Client:
    return httpx.Client(base_url="https://video.example/api")  # ok: client-per-call


class Room:
    def __init__(self, lesson: int) -> None:
        self.lesson = lesson

    @property
    def url(self) -> str:
        return client().post("/rooms", json={"lesson": self.lesson}).json()["url"]  # ok: request-without-timeout

    @property
    def slug(self) -> str:
        return f"lesson-{self.lesson}"

    def __enter__(self) -> Room:
        for attempt in range(4):
            if client().put(f"/rooms/{self.lesson}/open").status_code == 200:  # ok: io-in-loop
                return self
            time.sleep(2**attempt)  # ok: unbounded-int
        raise TimeoutError

    def __exit__(self, *exc_info: object) -> None:
        client().delete(f"/rooms/{self.lesson}")
