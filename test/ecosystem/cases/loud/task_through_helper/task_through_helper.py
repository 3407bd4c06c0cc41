"""The helper returns its task, and the caller drops it."""
import asyncio


class Client:
    def schedule(self, coro, name):
        wrapped = self.run_event(coro)
        return asyncio.create_task(wrapped, name=name)

    async def run_event(self, coro):
        await coro()

    def dispatch(self, coro):
        self.schedule(coro, "event")
