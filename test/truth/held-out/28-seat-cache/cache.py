"""A seat cache shared by coroutines and threads: locks of every kind."""
import asyncio
import contextlib
import multiprocessing
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import wraps

import anyio
import filelock
import httpx

guard = threading.Lock()
turnstile = threading.Semaphore(4)
changed = threading.Condition()
process_guard = multiprocessing.Lock()
aguard = asyncio.Lock()
file_guard = filelock.FileLock("seats.lock")
pool = ThreadPoolExecutor(4)
seats: dict[str, int] = {}


def synchronised(function):
    @wraps(function)
    def inner(*args, **kwargs):
        with guard:  # ok: lock-in-coroutine
            return function(*args, **kwargs)

    return inner


@synchronised
def take(name: str) -> int:
    seats[name] = seats.get(name, 0) + 1  # ok: shared-state-race
    return seats[name]


class Cache:
    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._alock = asyncio.Lock()
        self.hits = 0

    async def get(self, key: str) -> int:
        with self._lock:  # expect: lock-in-coroutine
            self.hits += 1
            return seats.get(key, 0)

    async def refresh(self, client: httpx.AsyncClient, key: str) -> None:
        with self._lock:  # expect: lock-in-coroutine
            reply = await client.get(f"https://seats.example/{key}", timeout=3)
            seats[key] = reply.json()["free"]

    async def refresh_well(self, client: httpx.AsyncClient, key: str) -> None:
        async with self._alock:  # ok: lock-in-coroutine
            reply = await client.get(f"https://seats.example/{key}", timeout=3)
            seats[key] = reply.json()["free"]

    def get_sync(self, key: str) -> int:
        with self._lock:  # ok: lock-in-coroutine
            return seats.get(key, 0)


async def enter(name: str) -> None:
    turnstile.acquire()  # expect: lock-in-coroutine
    try:
        await asyncio.sleep(0.1)
    finally:
        turnstile.release()


async def enter_well(name: str) -> None:
    async with asyncio.Semaphore(4):  # ok: lock-in-coroutine
        await asyncio.sleep(0.1)


async def try_enter() -> bool:
    return guard.acquire(blocking=False)  # ok: lock-in-coroutine


async def across() -> None:
    with process_guard:  # expect: lock-in-coroutine
        await asyncio.sleep(0)


async def alone() -> None:
    with file_guard:  # expect: lock-in-coroutine, blocking-call
        await asyncio.sleep(0)


async def wait_change() -> None:
    with changed:  # expect: lock-in-coroutine
        changed.wait(1)  # expect: blocking-call


async def count(name: str) -> int:
    return await asyncio.to_thread(take, name)  # ok: blocking-chain, gil-bound-offload


async def poll(job) -> int:
    while not job.done():  # expect: busy-wait
        await asyncio.sleep(0.1)
    return job.result()  # ok: blocking-call


async def submit(name: str) -> int:
    job = pool.submit(take, name)
    return await asyncio.wrap_future(job)  # ok: blocking-call


async def submit_badly(name: str) -> int:
    return pool.submit(take, name).result()  # expect: blocking-call


async def until(event: asyncio.Event) -> None:
    while not event.is_set():  # expect: busy-wait
        await asyncio.sleep(0.5)


async def until_well(event: anyio.Event) -> None:
    await event.wait()  # ok: busy-wait, blocking-call


def spin(deadline: float) -> None:
    while time.monotonic() < deadline:  # expect: busy-wait
        pass


def retry(call):
    for attempt in range(5):  # ok: busy-wait
        with contextlib.suppress(OSError):
            return call()
        time.sleep(attempt)


def patient(changed_flag: threading.Event) -> bool:
    return changed_flag.wait(10)  # ok: busy-wait
