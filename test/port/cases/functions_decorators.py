import functools

REGISTRY = {}


def register(name):
    def decorator(fn):
        REGISTRY[name] = fn
        return fn

    return decorator


def repeat(times):
    def decorator(fn):
        @functools.wraps(fn)
        def wrapper(*args, **kwargs):
            last = None
            for _ in range(times):
                last = fn(*args, **kwargs)
            return last

        return wrapper

    return decorator


def retry(attempts: int):
    def decorate(fn):
        @functools.wraps(fn)
        def inner(*args, **kwargs):
            for i in range(attempts):
                try:
                    return fn(*args, **kwargs)
                except ValueError as e:
                    print("retry", i, e)
            raise RuntimeError("gave up")

        return inner

    return decorate


@repeat(3)
def greet(name: str) -> str:
    print("hi", name)
    return name.upper()


@register("double")
def double(x: int) -> int:
    return x * 2


@register("triple")
def triple(x: int) -> int:
    return x * 3


calls = 0


@retry(3)
def flaky(limit: int) -> int:
    global calls
    calls += 1
    if calls < limit:
        raise ValueError(f"call {calls}")
    return calls


def main():
    print(greet("bob"))
    for key, fn in REGISTRY.items():
        print(key, fn(5))
    print(flaky(3))
    try:
        flaky(100)
    except RuntimeError as e:
        print(e)


main()
