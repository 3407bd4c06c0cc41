import threading, asyncio
from asyncio import run_coroutine_threadsafe
class Hub:
    loop: asyncio.AbstractEventLoop
    thread_id: int
    async def _work(self): ...
    def report(self):
        if self.thread_id != threading.get_ident():
            run_coroutine_threadsafe(self._work(), self.loop).result()
            return
        print("x")
async def handler(hub: Hub):
    hub.report()
