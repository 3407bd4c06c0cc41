from dataclasses import dataclass, field
from typing import NamedTuple, Callable, Protocol, Optional
import sqlite3, requests, time, attr
@dataclass
class Deps:
    db: sqlite3.Connection
    http: requests.Session = field(default_factory=requests.Session)
    wait: Callable = time.sleep
@attr.s(auto_attribs=True)
class Attrs:
    http: requests.Session = attr.Factory(requests.Session)
class Row(NamedTuple):
    db: sqlite3.Connection
async def a(d: Deps):
    d.db.execute("x")  # waits
async def b(d: Deps):
    d.http.get("x")  # waits
async def c(d: Attrs):
    d.http.get("x")  # waits
async def e(r: Row):
    r.db.execute("x")  # waits
class Svc:
    def __init__(self, deps: Optional[Deps] = None):
        self.deps = deps or Deps(sqlite3.connect("x"))
        self.http = None
    def setup(self):
        self.http = requests.Session()
    async def f(self):
        self.deps.http.get("x")  # waits
    async def g(self):
        self.http.get("x")  # waits
async def h():
    Deps(None).wait(1)  # waits
