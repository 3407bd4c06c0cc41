import functools
import inspect


class Client:
    async def stop(self): ...

    def __exit__(self, *args):
        self.stop()


def to_sync(source, name):
    function = getattr(source, name)  # expect: dynamic-attribute

    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    setattr(source, name, wrapper)  # expect: dynamic-attribute


def wrap(source):
    for name in dir(source):
        if inspect.iscoroutinefunction(getattr(source, name)):  # expect: dynamic-attribute
            to_sync(source, name)


wrap(Client)
