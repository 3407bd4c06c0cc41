import asyncio
import contextlib
import logging
from typing import AsyncIterator, Awaitable, Callable, Generic, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")


class Pool(Generic[T]):  # ok: metaclass
    def __init__(self, make: Callable[[], Awaitable[T]], size: int):
        self._make = make
        self._size = size
        self._free: asyncio.Queue[T] = asyncio.Queue()
        self._made = 0
        self._closer: asyncio.Task | None = None

    @contextlib.asynccontextmanager
    async def acquire(self, timeout: float = 10.0) -> AsyncIterator[T]:
        if self._free.empty() and self._made < self._size:
            self._made += 1  # ok: shared-state-race
            item = await self._make()
        else:
            item = await asyncio.wait_for(self._free.get(), timeout)  # ok: blocking-call, unawaited-coroutine
        try:
            yield item
        finally:
            self._free.put_nowait(item)

    async def fill(self) -> None:
        missing = self._size - self._made
        for item in await asyncio.gather(*(self._make() for _ in range(missing))):  # ok: sequential-awaits, unawaited-coroutine
            self._free.put_nowait(item)
        self._made = self._size

    def close_soon(self) -> None:
        self._closer = asyncio.ensure_future(self._close())  # ok: lost-task

    def close_later(self, seconds: float) -> None:
        loop = asyncio.get_event_loop()
        loop.call_later(seconds, lambda: loop.create_task(self._close()))  # expect: lost-task  # ok: unawaited-coroutine

    def abandon(self) -> None:
        asyncio.ensure_future(self._close())  # expect: lost-task

    async def _close(self) -> None:
        while not self._free.empty():  # ok: busy-wait
            item = self._free.get_nowait()  # ok: blocking-call
            close = getattr(item, "close", None)  # ok: dynamic-attribute
            if close is not None:
                result = close()
                if asyncio.iscoroutine(result):
                    await result
