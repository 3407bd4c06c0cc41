import time, functools, asyncio
from concurrent.futures import ThreadPoolExecutor
from joblib import Parallel, delayed
def retry(n):
    def deco(f):
        @functools.wraps(f)
        def wrapper(*a, **k):
            for _ in range(n):
                try: return f(*a, **k)
                except OSError: time.sleep(1)
        return wrapper
    return deco
class Timed:
    def __init__(self, f): self.f = f
    def __call__(self, *a): 
        return self.f(*a)
@Timed
def t(): time.sleep(1)
@retry(3)
def r(): pass
def offload(f):
    @functools.wraps(f)
    async def inner(*a):
        return await asyncio.to_thread(f, *a)
    return inner
@offload
def o(): time.sleep(1)
class Base:
    def run(self):
        self.step()
    def step(self): pass
class Child(Base):
    def step(self): time.sleep(1)
class Other(Base):
    def step(self): pass
async def a():
    t()  # waits
async def b():
    r()  # waits
async def c():
    await o()
async def d():
    Child().run()  # waits
async def e():
    Other().run()
async def f(xs):
    with ThreadPoolExecutor() as ex:
        list(ex.map(t, xs))  # waits
async def g(xs):
    Parallel(n_jobs=2, backend="threading")(delayed(t)(x) for x in xs)  # waits
async def h(x: Base):
    x.run()  # waits
