import asyncio
class Wrapper:
    def __init__(self): self.loop = asyncio.new_event_loop()
    def _can_run(self, loop): return loop is not None and not loop.is_running() and not loop.is_closed()
    def close(self):
        if self._can_run(self.loop):
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
    def close2(self):
        if self.loop.is_running():
            return
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
async def handler(w: Wrapper):
    w.close()
    w.close2()
