import asyncio
import concurrent.futures


def outcome(future: asyncio.Future | concurrent.futures.Future):
    if future.cancelled():
        return None
    return future.exception()


async def watch(future: asyncio.Future | concurrent.futures.Future):
    return outcome(future)
