"""A client that is given to an object lives as long as that, and not for one turn."""

import aiohttp


class Connection:
    @classmethod
    async def create(cls, session: aiohttp.ClientSession, url: str) -> "Connection":
        connection = cls()
        connection.session = session
        connection.socket = await session.ws_connect(url)
        return connection


class Server:
    def __init__(self) -> None:
        self.connections: list[Connection] = []

    async def connect(self, url: str) -> None:
        session = aiohttp.ClientSession()
        self.connections.append(await Connection.create(session, url))

    async def ask(self, url: str) -> None:
        session = aiohttp.ClientSession()  # expect: client-per-call
        await session.get(url)
        await session.close()

    async def connect_all(self, urls: list[str]) -> None:
        for url in urls:
            await self.connect(url)  # expect: sequential-awaits

    async def ask_all(self, urls: list[str]) -> None:
        for url in urls:
            await self.ask(url)  # expect: sequential-awaits
