"""Home automation: devices over UDP and HTTP, rules in Python, a trio control room."""
import asyncio
import queue
import shutil
import socket
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx
import requests

events: "queue.Queue[tuple[str, float]]" = queue.Queue()
pool = ThreadPoolExecutor(2)


class Device:
    def __init__(self, name: str, host: str):
        self.name = name
        self.host = host

    def turn(self, on: bool) -> None:
        raise NotImplementedError

    @property
    def state(self) -> str:
        return "unknown"


class Plug(Device):
    def turn(self, on: bool) -> None:
        requests.post(f"http://{self.host}/relay", json={"on": on}, timeout=2)

    @property
    def state(self) -> str:
        return requests.get(f"http://{self.host}/relay", timeout=2).text


class Lamp(Device):
    def __init__(self, name: str, host: str):
        super().__init__(name, host)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setblocking(False)

    def turn(self, on: bool) -> None:
        self.socket.sendto(b"1" if on else b"0", (self.host, 38899))


class Receiver(asyncio.DatagramProtocol):
    def __init__(self, hub: "Hub"):
        self.hub = hub

    def datagram_received(self, data: bytes, addr):
        self.hub.note(data.decode())  # expect: blocking-chain
        events.put_nowait((addr[0], time.time()))  # ok: blocking-call


class Hub:
    def __init__(self, log: Path):
        self.log = log
        self.plug = Plug("heater", "10.0.0.2")
        self.lamp = Lamp("desk", "10.0.0.3")
        self.readings: list[float] = []

    def note(self, text: str) -> None:
        with self.log.open("a") as stream:
            stream.write(text + "\n")

    async def evening(self) -> None:
        self.lamp.turn(True)  # ok: blocking-chain
        self.plug.turn(True)  # expect: blocking-chain
        await asyncio.to_thread(self.plug.turn, False)  # ok: blocking-chain
        print(self.lamp.state)  # ok: blocking-chain
        print(self.plug.state)  # expect: blocking-chain

    async def backup(self) -> None:
        shutil.copytree("config", "backup")  # expect: blocking-call
        await asyncio.to_thread(shutil.rmtree, "old")  # ok: blocking-call
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, partial(subprocess.run, ["sync"]))  # ok: blocking-call, gil-bound-offload
        host, _, _ = socket.gethostbyname_ex("nas.local")  # expect: blocking-call
        await loop.getaddrinfo(host, 445)  # ok: blocking-call

    async def next_event(self) -> tuple[str, float]:
        return events.get()  # expect: blocking-call

    async def next_event_politely(self) -> tuple[str, float]:
        return await asyncio.to_thread(events.get)  # ok: blocking-call

    async def ask(self, question: str) -> str:
        future = pool.submit(input, question)  # ok: blocking-call
        return await asyncio.wrap_future(future)  # ok: blocking-call

    async def weather(self) -> float:
        async with httpx.AsyncClient(timeout=None) as client:
            answer = await client.get("https://weather.example/now")  # expect: request-without-timeout
        return answer.json()["degrees"]

    async def smooth(self) -> list[float]:
        smoothed = []
        for i in range(len(self.readings)):  # expect: cpu-in-coroutine, hot-loop
            total = 0.0
            for j in range(i):
                total += self.readings[j] * 0.9 ** (i - j)
            smoothed.append(total)
        return smoothed

    async def mean(self) -> float:
        return sum(self.readings) / max(1, len(self.readings))  # ok: cpu-in-coroutine

    def start_watch(self) -> None:
        threading.Thread(target=self.watch, daemon=True).start()  # ok: thread-per-item, gil-bound-thread

    def watch(self) -> None:
        while True:  # ok: busy-wait
            host, at = events.get()
            self.readings.append(at)  # ok: shared-state-race


async def main() -> None:
    hub = Hub(Path("hub.log"))
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(lambda: Receiver(hub), local_addr=("0.0.0.0", 5000))
    hub.start_watch()
    loop.call_later(60, print, "a minute")  # ok: blocking-call
    await hub.evening()
    await hub.backup()
    await asyncio.gather(hub.weather(), hub.smooth(), hub.mean(), hub.next_event_politely())  # ok: unawaited-coroutine


if __name__ == "__main__":
    asyncio.run(main())
