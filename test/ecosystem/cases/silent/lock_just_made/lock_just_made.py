"""A lock that the coroutine has made itself is taken before anybody else can see it."""
import threading


class Locks:
    def __init__(self):
        self.by_key = {}

    async def reserve(self, key):
        if key not in self.by_key:
            lock = threading.Lock()
            lock.acquire()
            self.by_key[key] = lock
