import functools, time
class Tool:
    def invoke(self, x):
        time.sleep(1)
def safe(fn, wrapper):
    wrapped = functools.wraps(fn)(wrapper)
    return wrapped
def make(fn):
    def inner(*a): return a
    return safe(fn, inner)
traced = make(Tool().invoke)
async def handler():
    return make(Tool().invoke)
