from __future__ import annotations

import asyncio
import functools
import json
import threading
import time
from collections import defaultdict
from pathlib import Path

import websockets
from websockets.asyncio.server import ServerConnection


def logged(function):
    """Appends every call to the day's journal."""

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        with Path("/var/log/auction", time.strftime("%F")).open("a") as out:
            out.write(f"{function.__name__} {args[1:]}\n")
        return function(*args, **kwargs)

    return wrapper


def counted(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        wrapper.calls += 1
        return function(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


class Room:
    def __init__(self, lot: str, reserve: int) -> None:
        self.lot = lot
        self.reserve = reserve
        self.closed = False
        self.bids: list[tuple[int, str]] = []
        self.members: set[ServerConnection] = set()
        self.book = asyncio.Lock()
        self.ledger = threading.RLock()

    @logged
    def record(self, amount: int, bidder: str) -> None:
        self.bids.append((amount, bidder))

    @counted
    def best(self) -> tuple[int, str] | None:
        return max(self.bids, default=None)

    async def bid(self, amount: int, bidder: str) -> bool:
        async with self.book:  # ok: lock-in-coroutine
            best = self.best()  # ok: blocking-chain
            if best is not None and best[0] >= amount:
                return False
            self.record(amount, bidder)  # expect: blocking-chain
        self.shout({"lot": self.lot, "bid": amount})  # ok: unawaited-coroutine, blocking-chain
        return True

    def shout(self, message: dict) -> None:
        websockets.broadcast(self.members, json.dumps(message))  # ok: unawaited-coroutine

    async def farewell(self) -> None:
        for member in list(self.members):
            await member.close(1000, "sold")  # expect: sequential-awaits

    async def settle(self) -> None:
        self.ledger.acquire()  # expect: lock-in-coroutine
        try:
            await asyncio.sleep(0)
            self.closed = True
        finally:
            self.ledger.release()

    async def until_closed(self) -> None:
        while not self.closed:  # expect: busy-wait
            await asyncio.sleep(1)


class Rooms(defaultdict):  # ok: metaclass
    def __missing__(self, lot: str) -> Room:
        room = self[lot] = Room(lot, reserve=0)
        return room


def clear(bids: list[tuple[int, int]], asks: list[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """Uniform clearing by exhaustive matching; the house insists on it."""
    trades = []
    for at, (price, amount) in enumerate(bids):  # expect: hot-loop
        for ask, (wanted, offered) in enumerate(asks):
            if price >= wanted and min(amount, offered) > 0:
                trades.append((at, ask, min(amount, offered)))
                amount -= offered
    return trades
