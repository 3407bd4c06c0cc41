import functools


def log_calls(fn):
    @functools.wraps(fn)
    def wrapper(*args):
        print("calling", fn.__name__)
        return fn(*args)
    return wrapper


@log_calls
def add_numbers(a, b):
    """Adds."""
    return a + b


def apply_twice(fn, x):
    print(fn.__name__)
    return fn(fn(x))


def add_one(x):
    return x + 1


print(add_numbers(1, 2), add_numbers.__name__, add_numbers.__doc__)
print(apply_twice(add_one, 3), add_one.__name__)
handlers = [add_one, len]
print([h.__name__ for h in handlers[:1]])
print(next(reversed([1, 2, 3])))
