import asyncio


async def step(n: int) -> int:
    await asyncio.sleep(0.001 * n)
    return n * 10


async def ticks(n: int):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(step(n)) for n in (3, 1, 2)]
    print([task.result() for task in tasks])
    total = 0
    async for tick in ticks(4):
        total += tick
    print(total, [t async for t in ticks(3)])
    outcomes = await asyncio.gather(step(1), step(2), return_exceptions=True)
    print(outcomes)


if __name__ == "__main__":
    asyncio.run(main())
