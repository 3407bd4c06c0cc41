import json, time, sqlite3, asyncio, os
async def a(request):
    body = await request.body()
def load(path):
    with open(path) as f:
        return json.load(f)
async def b(path):
    return load(path)                 # blocking-chain + cpu(json.load)
async def c(path):
    db = sqlite3.connect(path)
    return db.execute("select 1").fetchall()   # blocking-call
def fib(n):                           # hot-loop
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def subsets(xs):                      # hot-loop
    if not xs: return [[]]
    return subsets(xs[1:]) + [[xs[0]] + s for s in subsets(xs[1:])]
def pairs(points):                    # hot-loop
    best = 0
    for i in range(len(points)):
        for j in range(i + 1, len(points)):
            d = (points[i] - points[j]) ** 2
            if d > best: best = d
    return best
def matmul(a, b, n):                  # hot-loop
    out = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                out[i][j] += a[i][k] * b[k][j]
    return out
async def d(points, a, b, n):
    matmul(a, b, n)                   # cpu-in-coroutine
    return pairs(points)              # cpu-in-coroutine
def nested():
    asyncio.run(b("x"))
async def e():
    nested()                          # nested-event-loop
