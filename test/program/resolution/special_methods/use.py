import time, requests
class Lazy:
    def __init__(self, make): self.make = make
    def __get__(self, obj, owner=None):
        time.sleep(1)
        return self.make()
    def __set__(self, obj, value):
        time.sleep(1)
class Svc:
    conn = Lazy(requests.Session)
    def __getattr__(self, name):
        time.sleep(1)
    def __bool__(self):
        time.sleep(1); return True
    def __len__(self):
        time.sleep(1); return 1
    def __str__(self):
        time.sleep(1); return ""
    def __hash__(self):
        return 1
    def __call__(self): time.sleep(1)
    def __contains__(self, x): time.sleep(1); return True
    def __iter__(self):
        time.sleep(1); yield 1
    def __add__(self, o): time.sleep(1)
    def __eq__(self, o): time.sleep(1); return True
    def __getitem__(self, o): time.sleep(1)
    def __enter__(self): return self
    def __exit__(self, *a): time.sleep(1)
    @property
    def prop(self): time.sleep(1)
    @prop.setter
    def prop(self, v): requests.get("x")
async def c(s: Svc):
    s()  # waits
async def d(s: Svc):
    1 in s  # waits
async def e(s: Svc):
    for x in s: pass  # waits
async def f(s: Svc):
    s + 1  # waits
async def g(s: Svc):
    s == 1  # waits
async def h(s: Svc):
    s[1]  # waits
async def i(s: Svc):
    with s: pass  # waits
async def j(s: Svc):
    s.prop  # waits
async def k(s: Svc):
    s.prop = 1  # waits
async def o(s: Svc):
    s += 1  # waits
async def q(s: Svc):
    list(s)  # waits
async def t(s: Svc):
    [*s]  # waits
async def u(s: Svc):
    s.conn.get("x")  # waits
