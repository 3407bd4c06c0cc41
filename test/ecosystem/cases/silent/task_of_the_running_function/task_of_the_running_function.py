"""The function that made the task runs the loop itself, and its local name holds the task until then."""
import asyncio


class Process:
    async def join(self):
        await asyncio.sleep(1)

    def start(self, reactor):
        loop = asyncio.get_event_loop()
        joined = loop.create_task(self.join())
        joined.add_done_callback(print)
        reactor.run()
