import asyncio


async def fetch(name: str, delay: float) -> str:
    await asyncio.sleep(delay)
    return f"{name} after {delay}"


async def failing() -> int:
    await asyncio.sleep(0)
    raise ValueError("broken")


async def main() -> None:
    results = await asyncio.gather(fetch("a", 0.02), fetch("b", 0.01))
    print(results)
    many = await asyncio.gather(*[fetch(str(i), 0.001) for i in range(3)])
    print(many)
    task = asyncio.create_task(fetch("task", 0.001))
    print("created")
    print(await task)
    try:
        await failing()
    except ValueError as error:
        print("caught", error)
    try:
        await asyncio.wait_for(fetch("slow", 5), timeout=0.01)
    except asyncio.TimeoutError:
        print("timed out")


if __name__ == "__main__":
    asyncio.run(main())
