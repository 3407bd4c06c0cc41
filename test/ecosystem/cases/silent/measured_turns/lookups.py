"""A script that measures how long many turns take."""

import asyncio
import time

TURNS = 1_000_000


def lookup(table: dict[str, int], name: str) -> int:
    return table[name] * 2 + len(name)


async def run() -> None:
    table = {"one": 1}
    start = time.time()
    found = 0
    for number in range(TURNS):
        found += lookup(table, "one") * number
    end = time.time()
    print(f"{TURNS} turns in {end - start} seconds, {found}")


if __name__ == "__main__":
    asyncio.run(run())
