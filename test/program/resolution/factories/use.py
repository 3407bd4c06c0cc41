import sqlite3, requests, time
from functools import lru_cache, partial, cached_property
from typing import Type, TypeVar
T = TypeVar("T")
def make(kind):
    if kind == "a":
        return A()
    return B()
class A:
    def go(self): time.sleep(1)
class B:
    def go(self): pass
def build(cls: Type[T]) -> T:
    return cls()
@lru_cache
def client():
    return requests.Session()
class Reg:
    @classmethod
    def create(cls):
        return cls()
    @cached_property
    def db(self):
        return sqlite3.connect("x")
    @staticmethod
    def session() -> "requests.Session":
        return requests.Session()
    def go(self): time.sleep(1)
    @classmethod
    def default(cls) -> "Reg":
        return cls.create()
    def __new__(cls, *a):
        return super().__new__(cls)
async def a():
    make("a").go()  # waits
async def b():
    client().get("x")  # waits
async def c():
    Reg.create().go()  # waits
async def d():
    Reg().db.execute("x")  # waits
async def e():
    Reg.session().get("x")  # waits
async def f():
    Reg.default().go()  # waits
async def g():
    build(A).go()  # waits
slow = partial(time.sleep, 1)
async def h():
    slow()  # waits
async def i():
    p = partial(A.go, A())
    p()  # waits
