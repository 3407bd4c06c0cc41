import asyncio


async def work(): ...


def build(wait=True):
    if wait:
        asyncio.run(work())


async def start():
    build()
