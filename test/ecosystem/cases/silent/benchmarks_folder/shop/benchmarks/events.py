import asyncio
import time


async def fire(total: int) -> float:
    start = time.perf_counter()
    spent = 0
    for number in range(1_000_000):
        spent += number * number % 7
    await asyncio.sleep(0)
    return (time.perf_counter() - start) / (spent + total)
