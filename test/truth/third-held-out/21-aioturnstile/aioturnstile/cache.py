import asyncio
import functools
from pathlib import Path
from typing import Awaitable, Callable


class AsyncCache:
    def __init__(self, path: Path | None = None):
        self._values: dict = {}
        self._waiting: dict[object, asyncio.Future] = {}
        self._path = path

    async def get(self, key, make: Callable[[], Awaitable]):
        if key in self._values:
            return self._values[key]
        if key in self._waiting:
            return await self._waiting[key]
        future = asyncio.get_running_loop().create_future()  # ok: lost-task
        self._waiting[key] = future
        try:
            value = await make()
        except Exception as error:
            future.set_exception(error)
            raise
        else:
            self._values[key] = value
            future.set_result(value)
            return future.result()  # ok: blocking-call
        finally:
            del self._waiting[key]

    async def refresh(self, keys, make) -> None:
        for key in keys:
            self.get(key, functools.partial(make, key))  # expect: unawaited-coroutine

    async def warm_together(self, keys, make) -> None:
        async with asyncio.TaskGroup() as group:
            tasks = {key: group.create_task(make(key)) for key in keys}  # ok: lost-task
        self._values.update((key, task.result()) for key, task in tasks.items())  # ok: blocking-call

    async def dump(self) -> None:
        if self._path is not None:
            self._path.write_text("\n".join(map(str, self._values)))  # expect: blocking-call

    def forget(self, key) -> None:
        self._values.pop(key, None)


def cached(function):
    """Caches what a coroutine function returned, by its arguments."""
    cache = AsyncCache()

    @functools.wraps(function)
    async def wrapper(*args):
        return await cache.get(args, lambda: function(*args))  # ok: unawaited-coroutine

    wrapper.cache = cache  # ok: monkey-patch
    return wrapper
