from __future__ import annotations

import asyncio
import logging
import threading
import time
from functools import partial

from . import drivers
from .drivers import Meter, noop, show
from .drivers import open_main as open_it
from .valves import DryValve, Valve, main_open

__all__ = ["Controller", "Panel"]
log = logging.getLogger(__name__)


class Controller:
    def __init__(self, valves: list[Valve], meter: Meter) -> None:
        self.valves = valves
        self.meter = meter
        self.dry = DryValve(0)
        self.raining = False
        self.steps = {"pulse": drivers.pulse, "flash": drivers.flash, "show": show}
        self.gate = threading.Semaphore(2)

    async def knock_all(self) -> None:
        for valve in self.valves:
            valve.knock()  # expect: blocking-chain

    async def water(self, valve: Valve) -> str:
        with valve:  # expect: blocking-chain
            await asyncio.sleep(60)
        async with valve:  # ok: blocking-chain
            await asyncio.sleep(1)
        return valve.name  # ok: blocking-chain

    async def water_dry(self) -> str:
        with self.dry:  # ok: blocking-chain
            await asyncio.sleep(0)
        return show(self.dry.litres)  # ok: blocking-chain

    async def used(self) -> str:
        return show(self.meter())  # expect: blocking-chain

    async def both(self, other: Meter) -> float:
        if other == self.meter:  # ok: blocking-chain
            return 0.0
        return self.meter + other  # expect: blocking-chain

    async def three(self) -> list[float]:
        return list(self.meter)  # expect: blocking-chain

    async def total(self) -> float:
        return sum(valve.litres for valve in self.valves)  # expect: blocking-chain

    async def lazy(self):
        return (valve.litres for valve in self.valves)  # ok: blocking-chain

    async def start(self) -> int:
        with main_open():  # expect: blocking-chain
            pass
        return noop()  # ok: blocking-chain

    async def start_again(self) -> None:
        open_it()  # expect: blocking-chain

    async def start_aside(self) -> None:
        await asyncio.get_running_loop().run_in_executor(None, open_it)  # ok: blocking-chain, gil-bound-offload

    async def step(self, kind: str, *args) -> object:
        return self.steps[kind](*args)  # expect: blocking-chain

    async def update(self) -> int:
        return self.steps["flash"]("valve.bin")  # expect: blocking-chain

    async def print_one(self) -> str:
        return self.steps["show"](1.0)  # ok: blocking-chain

    async def limited(self) -> None:
        with self.gate:  # expect: lock-in-coroutine
            await asyncio.sleep(1)

    async def wait_for_rain(self) -> None:
        while not self.raining:  # expect: busy-wait
            await asyncio.sleep(0)

    async def soon(self) -> None:
        loop = asyncio.get_running_loop()
        loop.call_soon(self.tick)  # ok: blocking-chain
        loop.call_at(loop.time() + 5, partial(self.report, "late"))  # ok: blocking-chain
        loop.call_soon_threadsafe(lambda: drivers.flash("a.bin"))  # expect: blocking-chain

    def tick(self) -> None:
        time.sleep(0.1)  # expect: blocking-call

    def report(self, text: str) -> None:
        log.info("%s: %s", text, self.meter())  # expect: blocking-chain

    def later(self) -> threading.Timer:
        timer = threading.Timer(60, self.valves[0].knock)  # ok: gil-bound-thread, thread-per-item
        timer.start()
        return timer


class Panel(asyncio.Protocol):
    def __init__(self, controller: Controller) -> None:
        self.controller = controller
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.transport.write(b"hello\n")  # ok: blocking-call

    def data_received(self, data: bytes) -> None:
        if data == b"knock\n":
            self.controller.valves[0].knock()  # expect: blocking-chain
        elif data == b"water\n":
            self.controller.water(self.controller.valves[0])  # expect: unawaited-coroutine
        elif data == b"start\n":
            task = asyncio.ensure_future(self.controller.start())  # ok: lost-task
            task.add_done_callback(self.finished)
            self.controller.task = task
        else:
            self.transport.write(self.controller.dry.name.encode())  # ok: blocking-chain

    def finished(self, task: asyncio.Future) -> None:
        with open("/var/log/panel", "a") as log_file:  # expect: blocking-call
            print(task, file=log_file)


def run_now(coroutine) -> object:
    return asyncio.get_event_loop().run_until_complete(coroutine)


class Shell:
    def __init__(self, controller: Controller) -> None:
        self.controller = controller

    async def do_used(self) -> str:
        return run_now(self.controller.used())  # expect: nested-event-loop

    async def do_water(self) -> str:
        return await asyncio.to_thread(asyncio.run, self.controller.water_dry())  # ok: nested-event-loop, unawaited-coroutine

    async def do_start(self) -> None:
        loop = asyncio.new_event_loop()
        loop.run_until_complete(self.controller.start())  # expect: nested-event-loop
        loop.close()

    def run(self) -> None:
        asyncio.run(self.loop())  # ok: nested-event-loop

    async def loop(self) -> None:
        while True:  # ok: busy-wait
            line = input("> ")  # expect: blocking-call
            if line == "quit":
                return
            with asyncio.Runner() as runner:
                runner.run(self.do_used())  # expect: nested-event-loop
