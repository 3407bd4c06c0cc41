import asyncio, os
class Worker:
    def run(self):
        loop = asyncio.new_event_loop()
        loop.run_until_complete(self.go())
    async def go(self): ...
def spawn():
    worker = Worker()
    pid = os.fork()
    if pid != 0:
        return pid
    worker.run()
    os._exit(0)
async def manage():
    spawn()
