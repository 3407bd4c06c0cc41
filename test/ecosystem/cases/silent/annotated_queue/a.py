import queue
from typing import Any
class Sdam:
    def __init__(self, events: queue.Queue | None):
        self._events = events
    def add(self, x: Any):
        if self._events is not None:
            self._events.put(x)
class Topology:
    def __init__(self):
        self._events: queue.Queue = queue.Queue()
        self._sdam = Sdam(self._events)
    async def close(self):
        self._sdam.add(1)
