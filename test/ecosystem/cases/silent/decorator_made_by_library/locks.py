"""A library makes `guarded` a decorator: what it does, it does when the decorated function is called."""
import time

from funcy import decorator


@decorator
def guarded(call, names=None):
    time.sleep(0.1)
    return call()


@guarded(names=["a"])
def write(path):
    return path
