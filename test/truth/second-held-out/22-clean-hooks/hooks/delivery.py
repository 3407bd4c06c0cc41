from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging

import httpx

log = logging.getLogger(__name__)
DELAYS = (0.5, 2.0, 8.0)


def sign(secret: bytes, body: bytes) -> str:
    return hmac.new(secret, body, hashlib.sha256).hexdigest()


class Deliverer:
    def __init__(self, client: httpx.AsyncClient, secret: bytes, workers: int) -> None:
        self.client = client
        self.secret = secret
        self.queue: asyncio.Queue[tuple[str, bytes]] = asyncio.Queue(1000)
        self.workers = workers
        self.delivered = 0
        self._lock = asyncio.Lock()

    async def run(self) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(self.workers):
                group.create_task(self.work())  # ok: lost-task

    async def work(self) -> None:
        while True:  # ok: busy-wait
            url, body = await self.queue.get()  # ok: blocking-call
            try:
                await self.deliver(url, body)  # ok: sequential-awaits
            finally:
                self.queue.task_done()

    async def deliver(self, url: str, body: bytes) -> bool:
        headers = {"X-Signature": sign(self.secret, body)}  # ok: blocking-chain, cpu-in-coroutine
        for delay in DELAYS:
            try:
                reply = await self.client.post(url, content=body, headers=headers)  # ok: sequential-awaits, request-without-timeout
            except httpx.HTTPError as error:
                log.info("%s: %s", url, error)
            else:
                if reply.is_success:
                    async with self._lock:  # ok: lock-in-coroutine
                        self.delivered += 1  # ok: shared-state-race
                    return True
            await asyncio.sleep(delay)
        return False

    def put(self, url: str, body: bytes) -> bool:
        try:
            self.queue.put_nowait((url, body))  # ok: blocking-call, unawaited-coroutine
        except asyncio.QueueFull:
            return False
        return True
