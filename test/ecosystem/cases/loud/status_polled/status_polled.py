"""A cluster that is starting in one task is waited for by looking at its status."""
import asyncio


class Cluster:
    def __init__(self):
        self.status = "created"

    async def start(self):
        while self.status == "starting":
            await asyncio.sleep(0.01)
        self.status = "starting"
        await asyncio.sleep(1)
        self.status = "running"
