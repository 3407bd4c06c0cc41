from __future__ import annotations

import asyncpg

from .events import Order


class Warehouse:
    def __init__(self, pool: asyncpg.Pool) -> None:
        self.pool = pool

    @classmethod
    async def connect(cls, dsn: str) -> Warehouse:
        return cls(await asyncpg.create_pool(dsn, command_timeout=5))  # ok: client-per-call

    async def reserve(self, order: Order) -> bool:
        async with self.pool.acquire() as connection, connection.transaction():
            left = await connection.fetchval("select left from stock where sku = $1 for update", order.sku)  # ok: blocking-call
            if left < order.count:
                return False
            await connection.execute("update stock set left = left - $1 where sku = $2", order.count, order.sku)
        return True

    async def restock(self, counts: dict[str, int]) -> None:
        for sku, count in counts.items():
            await self.pool.execute("update stock set left = left + $1 where sku = $2", count, sku)  # expect: sequential-awaits

    async def restock_in_one(self, counts: dict[str, int]) -> None:
        async with self.pool.acquire() as connection, connection.transaction():
            for sku, count in counts.items():
                await connection.execute("update stock set left = left + $1 where sku = $2", count, sku)  # ok: sequential-awaits

    async def restock_at_once(self, counts: dict[str, int]) -> None:
        await self.pool.executemany("update stock set left = left + $2 where sku = $1", list(counts.items()))

    async def all_pages(self) -> list[str]:
        found: list[str] = []
        after = ""
        while True:  # ok: busy-wait
            page = await self.pool.fetch("select sku from stock where sku > $1 order by sku limit 500", after)  # ok: sequential-awaits
            if not page:
                return found
            found += [row["sku"] for row in page]
            after = found[-1]
