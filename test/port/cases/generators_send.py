def averager():
    total = 0.0
    count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            break
        total += value
        count += 1
        average = total / count
    return average
a = averager()
next(a)
print(a.send(10))
print(a.send(21))
try:
    a.send(None)
except StopIteration as stop:
    print("done", stop.value)

def resilient():
    while True:
        try:
            x = yield
            print("got", x)
        except ValueError as e:
            print("handled", e)
        finally:
            pass
g = resilient()
next(g)
g.send(1)
g.throw(ValueError("bad"))
g.send(2)
g.close()

def cleanup():
    try:
        yield 1
        yield 2
    finally:
        print("closing")
c = cleanup()
print(next(c))
c.close()

def echo():
    received = None
    while received != "stop":
        received = yield received
    return "ended"
def outer():
    result = yield from echo()
    print("inner gave", result)
o = outer()
next(o)
print(o.send("hi"))
try:
    o.send("stop")
except StopIteration:
    print("stopped")
