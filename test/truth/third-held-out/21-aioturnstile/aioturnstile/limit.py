import asyncio
import time
from collections import deque


class Turnstile:
    """Lets at most `rate` callers through per `period` seconds."""

    def __init__(self, rate: int, period: float = 1.0):
        self.rate = rate
        self.period = period
        self._passed: deque[float] = deque()
        self._lock = asyncio.Lock()
        self._closed = False

    async def __aenter__(self) -> "Turnstile":
        await self.enter()
        return self

    async def __aexit__(self, *exc_info) -> None:
        return None

    async def enter(self) -> None:
        async with self._lock:  # ok: lock-in-coroutine
            while True:  # ok: busy-wait
                now = time.monotonic()
                while self._passed and now - self._passed[0] > self.period:  # ok: busy-wait, cpu-in-coroutine
                    self._passed.popleft()
                if len(self._passed) < self.rate:
                    self._passed.append(now)
                    return
                await asyncio.sleep(self.period - (now - self._passed[0]))

    async def close(self) -> None:
        self._closed = True
        while self._passed:  # ok: cpu-in-coroutine
            self._passed.popleft()
        await asyncio.sleep(0)

    async def wait_closed(self) -> None:
        while not self._closed:  # expect: busy-wait
            await asyncio.sleep(0.01)
