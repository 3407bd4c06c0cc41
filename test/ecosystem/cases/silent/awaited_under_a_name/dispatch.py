"""What is awaited under a name is the coroutine that a dispatching wrapper gives to callers that run on a loop."""

import functools
import time


def is_on_loop() -> bool: ...


def dispatching(async_impl):
    def decorator(sync_impl):
        @functools.wraps(sync_impl)
        def wrapper(*args):
            chosen = async_impl if is_on_loop() else sync_impl
            return chosen(*args)

        return wrapper

    return decorator


async def release_later(names: list[str]) -> None: ...


@dispatching(release_later)
def release(names: list[str]) -> None:
    time.sleep(1)


async def leave(names: list[str]) -> None:
    try:
        released = release(names)
        await released
    except ValueError:
        pass
