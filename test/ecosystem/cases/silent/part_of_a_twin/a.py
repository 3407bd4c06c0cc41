import asyncio
import threading


class Metrics:
    refreshes = 0


class Cache:
    def __init__(self):
        self._metrics = Metrics()
        self._thread = threading.Thread(target=self._loop, daemon=True)
        self._thread.start()

    def _loop(self):
        self._refresh()

    def _refresh(self):
        self._metrics.refreshes += 1


class AsyncCache:
    def __init__(self):
        self._metrics = Metrics()

    async def loop(self):
        while True:
            await asyncio.sleep(60)
            await self._refresh()

    async def _refresh(self):
        self._metrics.refreshes += 1
