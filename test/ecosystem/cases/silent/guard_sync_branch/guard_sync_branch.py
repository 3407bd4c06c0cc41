import inspect


class Signals:
    def __init__(self):
        self.handlers = {}

    def define(self, method):
        async def bound(*args):
            return method(self, *args)

        return bound

    async def call(self, handler, *args):
        if inspect.iscoroutinefunction(handler):
            await handler(*args)
        else:
            handler(*args)


async def main(signals: Signals):
    await signals.call(signals.define(print), 1)
