import time


async def ping() -> None:
    time.sleep(0.1)  # expect: blocking-call
