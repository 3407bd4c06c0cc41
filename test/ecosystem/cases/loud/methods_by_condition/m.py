import asyncio
import sys


class Case:
    if sys.version_info >= (3, 14):

        async def check(self) -> None:
            asyncio.run(self.step())

    else:

        async def check(self) -> None:
            asyncio.run(self.step())

    async def twice(self) -> None:
        asyncio.run(self.step())

    once = twice

    async def twice(self) -> None:
        await asyncio.sleep(0)

    async def step(self) -> None:
        await asyncio.sleep(0)
