import asyncio
import os
from pathlib import Path


async def memory() -> str:
    with open("/proc/meminfo") as table:
        first = table.readline()
    return first + Path("/proc/self/status").read_text() + Path("/sys/class/net/eth0/mtu").read_text()


async def quiet() -> None:
    with open(os.devnull, "wb") as sink:
        await asyncio.sleep(1)
        sink.write(b"")


async def loud() -> str:
    with open("/etc/app/table.csv") as table:  # expect: blocking-call
        return table.read()  # expect: blocking-call


async def key() -> str:
    with open("/dev/tty") as table:
        return table.readline()  # expect: blocking-call
