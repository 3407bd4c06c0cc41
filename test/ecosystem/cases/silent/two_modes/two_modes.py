import asyncio
import threading


class Semaphore:
    def __init__(self, asynchronous):
        self.asynchronous = asynchronous
        self.ready = threading.Event()

    def sync(self, function):
        if self.asynchronous:
            return function()
        self.ready.wait()

    async def _release(self): ...

    def release(self):
        return self.sync(self._release)

    async def __aexit__(self, *args):
        await self.release()


def serve(app, run_async=False):
    if run_async:
        return asyncio.create_task(app())
    asyncio.get_event_loop().run_until_complete(app())


async def main(app, **settings):
    await serve(app, **settings)
