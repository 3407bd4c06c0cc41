"""What is awaited through asyncio's functions is what the coroutine gives."""

import asyncio

import requests


class Net:
    def ping(self):
        return requests.get("https://shop.example", timeout=3)


async def connect() -> Net:
    return Net()


async def gathered():
    first, second = await asyncio.gather(connect(), connect())
    first.ping()  # expect: blocking-chain


async def gathered_from(count: int):
    for net in await asyncio.gather(*[connect() for _ in range(count)]):
        net.ping()  # expect: blocking-chain


async def in_time():
    net = await asyncio.wait_for(connect(), 1)
    net.ping()  # expect: blocking-chain


async def started():
    task = asyncio.create_task(connect())
    (await task).ping()  # expect: blocking-chain


async def grouped():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(connect())
    task.result().ping()  # expect: blocking-chain


class Steps:
    def __aiter__(self):
        return self

    async def __anext__(self) -> Net:
        return Net()


async def stepped():
    async for net in Steps():
        net.ping()  # expect: blocking-chain
