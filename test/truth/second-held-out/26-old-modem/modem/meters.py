# portwright: ignore-file[unbounded-int]  # ok: unused-suppression
from __future__ import annotations

import asyncio
import threading

import requests

from .line import Line

guard = threading.Lock()


def scaled(value: int, digits: int) -> int:
    return value * 10**digits  # ok: unbounded-int


def capacity(bits: int) -> int:
    return 1 << bits  # ok: unbounded-int


async def read_all(numbers: list[str]) -> None:
    for number in numbers:
        line = Line(number)
        await line.open()  # portwright: ignore[sequential-awaits] one modem  # ok: sequential-awaits  # expect: unused-suppression
    asyncio.create_task(report("done"))  # portwright: ignore[lost-task]  # ok: lost-task, unused-suppression


async def report(text: str) -> None:
    with guard:  # portwright: ignore[lock-in-coroutine]  # ok: lock-in-coroutine, unused-suppression
        await asyncio.sleep(0)
    reply = requests.post("https://meters.example", data=text)  # portwright: ignore[blocking-call]  # expect: request-without-timeout  # ok: blocking-call, unused-suppression
    print(reply.status_code)


async def retry(text: str) -> None:
    report(text)  # portwright: ignore[lost-task]  # expect: unawaited-coroutine, unused-suppression
    await report(text)


def plug(name: str, script: str) -> None:
    exec(script)  # portwright: ignore[dynamic-code] trusted  # ok: dynamic-code, unused-suppression
    print(name)  # portwright: ignore[dynamic-attribute]  # expect: unused-suppression
