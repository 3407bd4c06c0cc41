from __future__ import annotations

import time

import redis.asyncio as redis


class StatusCache:
    def __init__(self, client: redis.Redis, seconds: int = 60) -> None:
        self.client = client
        self.seconds = seconds
        self.hits = 0
        self.since = time.monotonic()

    async def find(self, number: str) -> str | None:
        found = await self.client.get(f"parcel:{number}")  # ok: blocking-call
        if found is not None:
            self.hits += 1  # ok: shared-state-race
        return found

    async def store(self, number: str, status: str) -> None:
        await self.client.set(f"parcel:{number}", status, ex=self.seconds)

    async def forget(self, numbers: list[str]) -> None:
        async with self.client.pipeline() as pipe:
            for number in numbers:
                pipe.delete(f"parcel:{number}")  # ok: io-in-loop, unawaited-coroutine
            await pipe.execute()  # ok: sequential-awaits

    def rate(self) -> float:
        return self.hits / (time.monotonic() - self.since)
