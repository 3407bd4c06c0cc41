# portwright: ignore-file[monkey-patch]  # expect: unused-suppression
"""The modem pool of the meter readers.  It has survived three rewrites of everything around it."""
from __future__ import annotations

import asyncio
import socket
import time
from pathlib import Path

SPEEDS = [300, 1200, 2400]  # portwright: ignore[hot-loop]  # expect: unused-suppression


class Line:
    def __init__(self, number: str) -> None:
        self.number = number
        self.busy = False
        self.link: socket.socket | None = None

    def dial(self) -> None:
        self.link = socket.create_connection(("modems.internal", 2001), timeout=30)
        time.sleep(2)

    async def open(self) -> None:
        self.dial()  # portwright: ignore[blocking-chain] two seconds a day  # ok: blocking-chain, unused-suppression

    async def hang_up(self) -> None:
        time.sleep(1)  # noqa: ASYNC251  # ok: blocking-call
        await asyncio.sleep(0)  # portwright: ignore[blocking-call]  # expect: unused-suppression

    async def wait(self) -> None:
        while self.busy:  # portwright: ignore[busy-wait]  # ok: busy-wait, unused-suppression
            await asyncio.sleep(1)

    async def wait_again(self) -> None:
        while self.busy:  # noqa: ASYNC110  # ok: busy-wait
            await asyncio.sleep(1)

    async def script(self) -> str:
        return Path("dial.txt").read_text()  # noqa: ASYNC240  # ok: blocking-call

    async def config(self) -> bytes:
        with open("modem.conf", "rb") as handle:  # noqa: ASYNC230  # ok: blocking-call
            return handle  # type: ignore

    async def log(self, text: str) -> None:  # portwright: ignore[lost-task]  # expect: unused-suppression
        await asyncio.to_thread(Path("line.log").write_text, text)  # ok: blocking-call
