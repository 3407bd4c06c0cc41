"""Where a function waits for a small file first and sleeps then, the sleep is what its distant callers wait for."""

import functools
import time
from pathlib import Path

PINS = Path("/var/lib/pins")


def pulse(pin: int) -> None:
    (PINS / f"pin{pin}").write_text("1")
    time.sleep(0.25)


def twice(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        function(*args, **kwargs)
        return function(*args, **kwargs)

    return wrapper


class Valve:
    def __init__(self, pin: int) -> None:
        self.pin = pin

    @twice
    def knock(self) -> None:
        pulse(self.pin)


async def knock_all(valves: list[Valve]) -> None:
    for valve in valves:
        valve.knock()  # expect: blocking-chain
