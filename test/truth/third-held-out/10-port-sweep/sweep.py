"""Sweeps address ranges for open ports, with trio."""
import ipaddress
import json
import sqlite3
import sys
import threading
import time
from pathlib import Path

import trio  # ok: no-equivalent

PORTS = (22, 80, 443, 8080)
results_lock = threading.Lock()
progress = {"done": 0}
cancelled = False


class Sightings:
    def __init__(self, path: str):
        self.connection = sqlite3.connect(path)

    def save(self, host: str, port: int) -> None:
        self.connection.execute("insert into sighting values (?, ?)", (host, port))
        self.connection.commit()


async def probe(host: str, port: int) -> bool:
    with trio.move_on_after(2):
        stream = await trio.open_tcp_stream(host, port)
        await stream.aclose()
        return True
    return False


async def sweep_host(host: str, found: Sightings, limit: trio.CapacityLimiter) -> None:
    async with limit:
        for port in PORTS:
            if await probe(host, port):  # expect: sequential-awaits
                found.save(host, port)  # expect: blocking-chain
        with results_lock:  # expect: lock-in-coroutine
            progress["done"] += 1


async def sweep(network: str, found: Sightings) -> None:
    limit = trio.CapacityLimiter(64)
    async with trio.open_nursery() as nursery:
        for host in ipaddress.ip_network(network).hosts():
            nursery.start_soon(sweep_host, str(host), found, limit)  # ok: lost-task, unawaited-coroutine, blocking-chain


async def watch(total: int) -> None:
    while progress["done"] < total:  # expect: busy-wait
        await trio.sleep(0.5)


async def show_progress() -> None:
    while not cancelled:  # ok: busy-wait
        print(progress["done"], "hosts")
        await trio.sleep(5)


def adjacent(hosts: list[str]) -> int:
    numbers = [int(ipaddress.ip_address(host)) for host in hosts]
    pairs = 0
    for left in numbers:  # expect: hot-loop
        for right in numbers:
            if right - left == 1:
                pairs += 1
    return pairs


async def summarise(hosts: list[str], target: Path) -> None:
    pairs = await trio.to_thread.run_sync(adjacent, hosts)  # expect: gil-bound-offload
    text = json.dumps({"hosts": len(hosts), "pairs": pairs})
    await trio.Path(target).write_text(text)  # ok: blocking-call
    target.with_suffix(".txt").write_text(text)  # expect: blocking-call
    listing = await trio.to_thread.run_sync(target.read_text)  # ok: blocking-call, gil-bound-offload
    print(len(listing))


async def ask_target() -> str:
    return input("network: ")  # expect: blocking-call


async def pause(seconds: float) -> None:
    lock = trio.Lock()
    async with lock:  # ok: lock-in-coroutine
        await trio.sleep(seconds)
    trio.sleep(seconds)  # expect: unawaited-coroutine
    started = time.monotonic()  # ok: blocking-call
    print(started)


async def main(arguments: list[str]) -> None:
    found = Sightings("sweep.db")  # expect: blocking-chain
    network = arguments[1] if len(arguments) > 1 else await ask_target()
    async with trio.open_nursery() as nursery:
        nursery.start_soon(show_progress)
        await sweep(network, found)
        nursery.cancel_scope.cancel()
    rows = found.connection.execute("select host from sighting").fetchall()  # expect: blocking-call
    await summarise([host for (host,) in rows], Path("sweep.json"))


if __name__ == "__main__":
    trio.run(main, sys.argv)
