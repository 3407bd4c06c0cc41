import functools
import inspect


class Client:
    async def stop(self): ...

    def __exit__(self, *args):
        self.stop()


def to_sync(source, name):
    function = getattr(source, name)

    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    setattr(source, name, wrapper)


def wrap(source):
    for name in dir(source):
        if inspect.iscoroutinefunction(getattr(source, name)):
            to_sync(source, name)


wrap(Client)
