import queue
class Telemetry:
    def __init__(self):
        self._events = queue.Queue()
    def add(self, x):
        self._events.put(x)
async def handler(t: Telemetry):
    t.add(1)
