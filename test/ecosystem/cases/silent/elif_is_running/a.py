import asyncio

tasks = []


async def emit():
    await asyncio.sleep(1)


def usable_loop():
    try:
        loop = asyncio.get_event_loop()
    except RuntimeError:
        return None
    return None if loop.is_closed() else loop


def dispatch():
    loop = usable_loop()
    if loop is None:
        asyncio.run(emit())
    elif loop.is_running():
        tasks.append(loop.create_task(emit()))
    else:
        loop.run_until_complete(emit())


async def handler():
    dispatch()
