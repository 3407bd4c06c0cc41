import asyncio
import concurrent.futures
import functools
import threading
import time

from .limit import Turnstile


def run_blocking(coroutine):
    return asyncio.run(coroutine)


class SyncTurnstile:
    """The turnstile for threads, on an event loop of its own."""

    def __init__(self, rate: int):
        self._turnstile = Turnstile(rate)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)  # ok: gil-bound-thread
        self._thread.start()

    def enter(self) -> None:
        asyncio.run_coroutine_threadsafe(self._turnstile.enter(), self._loop).result()  # ok: unawaited-coroutine, blocking-call

    async def enter_from_loop(self) -> None:
        future = asyncio.run_coroutine_threadsafe(self._turnstile.enter(), self._loop)
        future.result()  # expect: blocking-call

    async def enter_nicely(self) -> None:
        future = asyncio.run_coroutine_threadsafe(self._turnstile.enter(), self._loop)
        await asyncio.wrap_future(future)  # ok: blocking-call

    async def probe(self) -> float:
        started = time.perf_counter()
        asyncio.run(self._turnstile.enter())  # expect: nested-event-loop
        return time.perf_counter() - started

    async def probe_with_loop(self) -> None:
        loop = asyncio.new_event_loop()
        loop.run_until_complete(self._turnstile.enter())  # expect: nested-event-loop

    async def probe_in_thread(self) -> None:
        await asyncio.to_thread(asyncio.run, self._turnstile.enter())  # ok: nested-event-loop, unawaited-coroutine

    async def probe_in_pool(self, pool: concurrent.futures.ThreadPoolExecutor) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(pool, functools.partial(run_blocking, self._turnstile.enter()))  # ok: nested-event-loop

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
