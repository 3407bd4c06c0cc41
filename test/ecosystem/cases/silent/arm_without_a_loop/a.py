import asyncio
import concurrent.futures

from loops import get_running_loop


def drain(futures):
    if get_running_loop() is not None:
        return asyncio.wait([asyncio.wrap_future(future) for future in futures])
    else:
        return concurrent.futures.wait(futures)


async def drain_at_exit(futures):
    return [drain(futures)]
