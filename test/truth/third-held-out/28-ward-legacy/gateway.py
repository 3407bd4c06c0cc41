"""Gateway between the ward's devices and the hospital system, kept alive since 2014."""
import asyncio
import subprocess
import time
from ftplib import FTP

import aiohttp
import requests

STATION = "http://station.ward.example"
beds: dict[int, str] = {}
tasks = []


async def read_pump(session: aiohttp.ClientSession, bed: int) -> str:
    time.sleep(0.05)  # portwright: ignore[blocking-call]  # ok: blocking-call, unused-suppression
    async with session.get(f"{STATION}/pump/{bed}") as answer:
        return await answer.text()


async def read_monitor(bed: int) -> str:
    answer = requests.get(f"{STATION}/monitor/{bed}", timeout=2)  # noqa: ASYNC210  # ok: blocking-call, unused-suppression
    return answer.text


async def read_scale(bed: int) -> str:
    done = await asyncio.to_thread(subprocess.run, ["scale", str(bed)], capture_output=True)  # portwright: ignore[blocking-call]  # expect: unused-suppression
    return done.stdout.decode()


async def call_nurse(bed: int) -> None:
    subprocess.run(["page", str(bed)])  # portwright: ignore[blocking-chain]  # expect: blocking-call, unused-suppression
    asyncio.create_task(log_call(bed))  # portwright: ignore[lost-task]  # ok: lost-task, unused-suppression
    asyncio.create_task(log_call(bed))  # expect: lost-task


async def log_call(bed: int) -> None:
    await asyncio.sleep(0)
    beds[bed] = "called"  # portwright: ignore[shared-state-race]  # expect: unused-suppression


def wait_for_station() -> None:
    while not beds:  # portwright: ignore[busy-wait]  # ok: busy-wait, unused-suppression
        time.sleep(1)


def poll_forever() -> None:
    while True:  # portwright: ignore[busy-wait]  # expect: unused-suppression
        for bed in list(beds):
            beds[bed] = requests.get(f"{STATION}/bed/{bed}").text  # portwright: ignore[io-in-loop]  # ok: io-in-loop, unused-suppression
        time.sleep(10)


def upload(names: list[str]) -> None:
    with FTP("archive.ward.example") as ftp:
        for name in names:
            with open(name, "rb") as stream:
                ftp.storbinary(f"STOR {name}", stream)  # expect: io-in-loop


async def discharge(bed: int) -> None:
    log_call(bed)  # portwright: ignore[unawaited-coroutine]  # ok: unawaited-coroutine, unused-suppression
    log_call(bed)  # expect: unawaited-coroutine
    await asyncio.gather(read_monitor(bed), read_scale(bed))


async def nightly(wards: list[str]) -> None:
    loop = asyncio.get_running_loop()
    for ward in wards:
        await loop.run_in_executor(None, upload, [ward])  # expect: sequential-awaits
    asyncio.run(log_call(0))  # expect: nested-event-loop
    asyncio.run(log_call(1))  # portwright: ignore[nested-event-loop]  # ok: nested-event-loop, unused-suppression


def run() -> None:
    wait_for_station()
    asyncio.run(nightly(["a", "b"]))  # portwright: ignore[nested-event-loop]  # expect: unused-suppression
