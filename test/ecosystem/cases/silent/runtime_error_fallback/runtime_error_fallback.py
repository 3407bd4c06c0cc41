import asyncio
from contextlib import suppress


def run(coroutine):
    try:
        return asyncio.run(coroutine)
    except RuntimeError:
        return asyncio.ensure_future(coroutine)


def settle(loop, task):
    with suppress(RuntimeError):
        loop.run_until_complete(task)


async def handler(work, task):
    run(work())
    settle(asyncio.get_event_loop(), task)
