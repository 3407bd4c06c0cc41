import asyncio
class Call:
    async def _run(self): ...
    def run(self):
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            loop = None
        if loop:
            return loop.create_task(self._run())
        else:
            return asyncio.run(self._run())
def drain(loop, tasks):
    try:
        running = asyncio.get_running_loop()
    except RuntimeError:
        running = None
    if running is loop or loop.is_running() or loop.is_closed():
        return
    loop.run_until_complete(asyncio.gather(*tasks))
async def handler(c: Call, tasks):
    c.run()
    drain(asyncio.new_event_loop(), tasks)
