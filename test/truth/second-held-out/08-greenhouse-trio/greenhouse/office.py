from __future__ import annotations

import subprocess
from pathlib import Path

import anyio
import anyio.to_thread
import httpx

WEATHER = "https://weather.example/v1"


def render(source: Path) -> None:
    subprocess.run(["typst", "compile", str(source)], check=True)


def charts(source: Path) -> Path:
    render(source)
    return source.with_suffix(".pdf")


class Office:
    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.limit = anyio.CapacityLimiter(2)

    async def outlook(self, days: list[str]) -> dict[str, dict]:
        found = {}
        for day in days:
            reply = await self.client.get(f"{WEATHER}/{day}")  # expect: sequential-awaits  # ok: request-without-timeout
            found[day] = reply.json()
        return found

    async def outlook_together(self, days: list[str]) -> dict[str, dict]:
        found: dict[str, dict] = {}

        async def one(day: str) -> None:
            found[day] = (await self.client.get(f"{WEATHER}/{day}")).json()

        async with anyio.create_task_group() as group:
            for day in days:
                group.start_soon(one, day)  # ok: lost-task, sequential-awaits
        return found

    async def report(self, source: Path) -> Path:
        return await anyio.to_thread.run_sync(charts, source, limiter=self.limit)  # ok: blocking-chain, gil-bound-offload

    async def report_now(self, source: Path) -> Path:
        return charts(source)  # expect: blocking-chain

    async def archive(self, source: Path) -> None:
        data = await anyio.Path(source).read_bytes()  # ok: blocking-call
        Path("/srv/archive", source.name).write_bytes(data)  # expect: blocking-call

    async def convert(self, source: Path) -> bytes:
        with anyio.fail_after(30):
            done = await anyio.run_process(["pdftotext", str(source), "-"])  # ok: blocking-call
        return done.stdout


async def main() -> None:
    async with httpx.AsyncClient() as client:  # ok: client-per-call
        office = Office(client)
        print(await office.outlook_together(["mon", "tue"]))


if __name__ == "__main__":
    anyio.run(main)  # ok: nested-event-loop
