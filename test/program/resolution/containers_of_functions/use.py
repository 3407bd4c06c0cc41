import time, requests
def slow(): time.sleep(1)
def fast(): pass
TABLE = {"a": slow, "b": fast}
LIST = [slow, fast]
REG = {}
def register(name):
    def deco(f):
        REG[name] = f
        return f
    return deco
@register("x")
def handler_x(): time.sleep(1)
class Bus:
    def __init__(self): self.subs = []
    def on(self, f): self.subs.append(f)
    async def fire(self):
        for f in self.subs:
            f()  # waits
bus = Bus()
bus.on(slow)
async def a():
    TABLE["a"]()  # waits
async def a2():
    TABLE["b"]()
async def b(k):
    TABLE[k]()  # waits
async def c(k):
    TABLE.get(k, fast)()  # waits
async def d():
    for f in LIST:
        f()  # waits
async def e(k):
    REG[k]()  # waits
async def f():
    for name, fn in TABLE.items():
        fn()  # waits
async def g():
    [f() for f in LIST]  # waits
async def i():
    max([1], key=lambda x: time.sleep(x))  # waits
async def j():
    fns = (slow, fast)
    fns[0]()  # waits
class K:
    STEPS = (slow,)
    def run(self):
        for s in self.STEPS: s()
    async def go(self):
        self.run()  # waits
