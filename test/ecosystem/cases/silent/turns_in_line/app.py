"""Turns that would wait in line anyway, that are told in order, or that change something together."""

import asyncio

import aiosqlite
import httpx


class Store:
    def __init__(self, path: str) -> None:
        self.path = path

    async def add(self, name: str) -> None:
        async with aiosqlite.connect(self.path) as db:
            await db.execute("INSERT INTO names VALUES (?)", (name,))

    async def add_all(self, names: list[str]) -> None:
        for name in names:
            await self.add(name)


class Router:
    def __init__(self, routers: list["Router"], client: httpx.AsyncClient) -> None:
        self.routers = routers
        self.client = client

    async def emit_startup(self) -> None:
        await self.client.post("https://example.org/started")
        for router in self.routers:
            await router.emit_startup()


async def close(servers: list[asyncio.Server]) -> None:
    for server in servers:
        await server.wait_closed()


class Wallet:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.lock = asyncio.Lock()
        self.client = client

    async def spend(self, coin: str) -> None:
        await self.client.post("https://example.org/spend", json={"coin": coin})

    async def spend_all(self, coins: list[str]) -> None:
        async with self.lock:
            for coin in coins:
                await self.spend(coin)

    async def spend_each(self, coins: list[str]) -> None:
        for coin in coins:
            await self.spend(coin)  # expect: sequential-awaits
