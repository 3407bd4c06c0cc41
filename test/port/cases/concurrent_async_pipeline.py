import asyncio


async def numbers(count: int):
    for n in range(count):
        await asyncio.sleep(0)
        yield n


async def square(source):
    async for n in source:
        yield n * n


async def stage(name: str, source: asyncio.Queue, sink: asyncio.Queue, step: int) -> None:
    while True:
        item = await source.get()
        if item is None:
            await sink.put(None)
            return
        await sink.put(f"{item}>{name}{step}")


async def main() -> None:
    print([n async for n in square(numbers(5))])
    total = 0
    async for n in numbers(4):
        total += n
    print(total)
    first: asyncio.Queue = asyncio.Queue()
    second: asyncio.Queue = asyncio.Queue()
    third: asyncio.Queue = asyncio.Queue()
    tasks = [
        asyncio.create_task(stage("a", first, second, 1)),
        asyncio.create_task(stage("b", second, third, 2)),
    ]
    for word in ["x", "y"]:
        await first.put(word)
    await first.put(None)
    await asyncio.gather(*tasks)
    while not third.empty():
        print(await third.get())


if __name__ == "__main__":
    asyncio.run(main())
