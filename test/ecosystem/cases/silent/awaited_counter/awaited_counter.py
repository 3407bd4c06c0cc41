"""The coroutine waits for its thread; the class is counted at import time otherwise."""
import asyncio


class Field:
    counter = 0

    def __init__(self):
        Field.counter += 1


def query():
    return Field()


class Model:
    name = Field()


async def rows():
    return await asyncio.to_thread(query)
