import asyncio


class Link:
    def __init__(self):
        self.mode = "shared"
        try:
            self.loop = asyncio.get_running_loop()
        except RuntimeError:
            self.loop = asyncio.new_event_loop()
            self.mode = "own"

    async def drain(self): ...

    def close(self):
        if self.mode == "own" and not self.loop.is_closed():
            self.loop.run_until_complete(self.drain())
            self.loop.close()

    async def __aexit__(self, *error):
        self.close()


def build(wait=True, **options):
    if not wait:
        return None
    if options.get("later"):
        return asyncio.ensure_future(work())
    return asyncio.run(work())


async def work(): ...


async def start(options):
    options["later"] = True
    build(**options)
