from native import connect, Store
import native2
async def a():
    connect("x").execute("select 1")  # waits
async def b(s: Store):
    s.db.execute("x")  # waits
async def c():
    native2.connect("x").execute("x")  # waits
async def d(s: native2.Store):
    s.open().execute("x")  # waits
    s.db.execute("x")  # waits
