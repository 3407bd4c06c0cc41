import asyncio


async def producer(queue: asyncio.Queue, count: int) -> None:
    for i in range(count):
        await queue.put(i)
    await queue.put(None)


async def consumer(queue: asyncio.Queue, out: list) -> None:
    while True:
        item = await queue.get()
        if item is None:
            break
        out.append(item * 2)


async def limited(semaphore: asyncio.Semaphore, n: int, log: list) -> int:
    async with semaphore:
        log.append(n)
        await asyncio.sleep(0.001)
        return n


async def main() -> None:
    queue = asyncio.Queue()
    out = []
    await asyncio.gather(producer(queue, 4), consumer(queue, out))
    print(out)
    semaphore = asyncio.Semaphore(2)
    log = []
    print(await asyncio.gather(*(limited(semaphore, n, log) for n in range(5))), sorted(log))
    lock = asyncio.Lock()
    async with lock:
        print("locked")


if __name__ == "__main__":
    asyncio.run(main())
