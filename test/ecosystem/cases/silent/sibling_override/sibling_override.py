import time
class Base(dict):
    def _load(self, k): raise NotImplementedError
    def __getitem__(self, k):
        self._load(k)
        return super().__getitem__(k)
class Lazy(Base):
    def _load(self, k):
        self[k] = 1
class Packages(Base):
    def _load(self, k):
        time.sleep(1)
async def handler(l: Lazy):
    return l["x"]
class Provider:
    def headers(self): return {}
    def request(self): return self.headers()
class Slow(Provider):
    def headers(self):
        time.sleep(1)
        return {}
class Fast(Provider):
    async def go(self):
        return self.request()
