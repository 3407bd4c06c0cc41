import asyncio
from collections import defaultdict


class Connection:
    def __init__(self, number: int) -> None:
        self.number = number
        self.queries = 0

    async def query(self, sql: str) -> str:
        await asyncio.sleep(0.001)
        self.queries += 1
        return f"{sql}:{len(sql)}"


class Pool:
    def __init__(self, size: int) -> None:
        self._free: asyncio.Queue[Connection] = asyncio.Queue()
        self._all = [Connection(n) for n in range(size)]
        for connection in self._all:
            self._free.put_nowait(connection)

    async def run(self, sql: str) -> str:
        connection = await self._free.get()
        try:
            return await connection.query(sql)
        finally:
            self._free.put_nowait(connection)

    @property
    def total(self) -> int:
        return sum(connection.queries for connection in self._all)


async def main() -> None:
    pool = Pool(2)
    queries = [f"select {n}" for n in range(8, 12)]
    results = await asyncio.gather(*[pool.run(query) for query in queries])
    for result in results:
        print(result)
    by_length: dict[int, list[str]] = defaultdict(list)
    for result in results:
        by_length[len(result)].append(result)
    for length in sorted(by_length):
        print(length, by_length[length])
    print(pool.total)


if __name__ == "__main__":
    asyncio.run(main())
