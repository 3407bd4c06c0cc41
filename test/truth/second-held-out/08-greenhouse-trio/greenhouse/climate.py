from __future__ import annotations

import math
import time

import trio

from .bus import Bus, FakeBus


class House:
    def __init__(self, name: str, bus: Bus) -> None:
        self.name = name
        self.bus = bus
        self.vents_closed = False
        self.readings: list[float] = []
        self.alarm = trio.Event()

    async def measure(self) -> float:
        with self.bus:  # expect: blocking-chain
            value = self.bus.read(40001)  # expect: blocking-chain
        self.readings.append(value / 10)
        return value / 10

    async def measure_fake(self) -> float:
        with FakeBus() as bus:  # ok: blocking-chain
            return bus.read(7)  # ok: blocking-chain

    async def guarded(self) -> bytes:
        with self.bus.guard:  # expect: lock-in-coroutine
            await trio.sleep(0.1)
        return self.bus.frame(1)  # ok: blocking-chain

    async def close_vents(self) -> None:
        while not self.vents_closed:  # expect: busy-wait
            await trio.sleep(0.25)

    async def wait_for_alarm(self) -> None:
        await self.alarm.wait()  # ok: blocking-call
        trio.sleep(5)  # expect: unawaited-coroutine

    async def watch(self) -> None:
        while True:  # ok: busy-wait
            if await self.measure() > 35:
                self.alarm.set()
            await trio.sleep(60)

    async def settle(self) -> None:
        time.sleep(0.5)  # expect: blocking-call
        await trio.lowlevel.checkpoint()


def diffuse(field: list[list[float]], steps: int) -> list[list[float]]:
    """Heat over the bench, five-point stencil."""
    height, width = len(field), len(field[0])
    for _ in range(steps):  # expect: hot-loop
        following = [row[:] for row in field]
        for y in range(1, height - 1):
            for x in range(1, width - 1):
                around = field[y - 1][x] + field[y + 1][x] + field[y][x - 1] + field[y][x + 1]
                following[y][x] = field[y][x] + 0.2 * (around - 4 * field[y][x])
        field = following
    return field


def dew_point(celsius: float, humidity: float) -> float:
    gamma = math.log(humidity / 100) + 17.6 * celsius / (243 + celsius)
    return 243 * gamma / (17.6 - gamma)


async def forecast(house: House, field: list[list[float]]) -> list[list[float]]:
    async with trio.open_nursery() as nursery:
        nursery.start_soon(house.watch)  # ok: lost-task, unawaited-coroutine
        result = await trio.to_thread.run_sync(diffuse, field, 1000)  # expect: gil-bound-offload
        nursery.cancel_scope.cancel()
    return result


async def forecast_now(field: list[list[float]], minutes: int) -> float:
    after = diffuse(field, minutes * 60)  # expect: cpu-in-coroutine
    return dew_point(after[0][0], 80)  # ok: cpu-in-coroutine


async def recipes(folder: trio.Path) -> dict[str, str]:
    texts = {}
    async with await trio.open_file(folder / "index.txt") as index:  # ok: blocking-call
        async for line in index:  # ok: sequential-awaits
            texts[line] = ""
    with open(str(folder / "default.txt")) as default:  # expect: blocking-call
        texts["default"] = folder.name + default.name
    return texts
