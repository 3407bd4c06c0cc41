"""Watches certificates and name servers with anyio."""
import math
import ssl
import socket
import sys
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import product

import anyio
from anyio import CapacityLimiter, create_memory_object_stream, create_task_group, from_thread, to_thread

LIMIT = CapacityLimiter(20)
results: dict[str, int] = {}


def fetch_certificate(host: str) -> str:
    return ssl.get_server_certificate((host, 443), timeout=5)


def lookup(host: str) -> list[str]:
    return [entry[4][0] for entry in socket.getaddrinfo(host, 443)]


def entropy(text: str) -> float:
    total = 0.0
    for symbol in set(text):
        share = text.count(symbol) / len(text)
        total -= share * math.log2(share)
    return total


def guess_names(words: list[str], depth: int) -> list[str]:
    """Every likely host name made of the words, scored by how even its letters are."""
    found = []
    for parts in product(words, repeat=depth):  # expect: hot-loop
        name = "-".join(parts)
        score = 0
        for a, b in zip(name, name[1:]):
            score += abs(ord(a) - ord(b))
        if score / len(name) < 9:
            found.append(name)
    return found


async def check(host: str) -> None:
    addresses = lookup(host)  # expect: blocking-chain
    text = await to_thread.run_sync(fetch_certificate, host, limiter=LIMIT)  # ok: gil-bound-offload, blocking-chain
    results[host] = len(text) + len(addresses)


async def check_all(hosts: list[str]) -> None:
    async with create_task_group() as group:
        for host in hosts:  # ok: sequential-awaits
            group.start_soon(check, host)  # ok: lost-task, unawaited-coroutine


async def check_slowly(hosts: list[str]) -> None:
    for host in hosts:
        await check(host)  # expect: sequential-awaits


async def candidates(words: list[str]) -> list[str]:
    return await to_thread.run_sync(guess_names, words, 3)  # expect: gil-bound-offload


@asynccontextmanager
async def probe_socket(host: str):
    stream = await anyio.connect_tcp(host, 443)  # ok: blocking-call
    try:
        yield stream
    finally:
        await stream.aclose()


async def greet(host: str) -> bytes:
    async with probe_socket(host) as stream:
        await stream.send(b"hello")
        with anyio.move_on_after(3):
            return await stream.receive()
    return b""


def report_from_thread(host: str) -> None:
    days = (datetime.now() - datetime.fromtimestamp(results.get(host, 0))).days
    from_thread.run(announce, host, days)  # ok: nested-event-loop, unawaited-coroutine


async def announce(host: str, days: int) -> None:
    print(host, days)  # ok: blocking-call


async def consume(receive) -> None:
    async for host in receive:
        await check(host)  # ok: sequential-awaits


async def ask() -> str:
    return input("host? ")  # expect: blocking-call


async def main(hosts: list[str]) -> None:
    send, receive = create_memory_object_stream(100)
    async with create_task_group() as group:
        group.start_soon(consume, receive)
        for host in hosts:
            await send.send(host)  # ok: sequential-awaits
        send.close()
    await to_thread.run_sync(report_from_thread, hosts[0])  # ok: gil-bound-offload
    raw = socket.create_connection((hosts[0], 443), timeout=2)  # expect: blocking-call
    raw.close()


if __name__ == "__main__":
    anyio.run(main, sys.argv[1:])  # ok: nested-event-loop
