"""The later method of a name is the one that there is."""

import asyncio


class Case:
    async def check(self) -> None:
        asyncio.run(self.check())

    async def check(self) -> None:
        await asyncio.sleep(0)
