import asyncio


async def compose(clients, sequential=False):
    if sequential:
        for client in clients:
            await client.begin()
    else:
        await asyncio.gather(*[client.begin() for client in clients])


async def publish(connect, channels):
    conn = await connect()
    for channel in channels:
        await conn.notify(channel)


class Wire:
    def __init__(self, socket):
        self.socket = socket

    async def tell(self, event):
        await self.socket.send_str(event)

    async def prune(self, items):
        for item in items:
            await self.tell(item)
