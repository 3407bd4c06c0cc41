import asyncio, traceback
class Minion:
    def __init__(self):
        self.loop = asyncio.get_event_loop()
    def tune_in(self, start=True):
        print("x")
        if start:
            self.loop.run_forever()
async def connect(m: Minion):
    m.tune_in(start=False)
