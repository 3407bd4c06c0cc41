"""What code of tests costs is told only where the settings ask for it; a mistake is one there, too."""

import asyncio
import time


async def ping() -> None:
    await asyncio.sleep(0)


async def test_ping() -> None:
    time.sleep(0.1)
    ping()  # expect: unawaited-coroutine
