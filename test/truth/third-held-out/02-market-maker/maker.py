"""Quotes both sides of a few instruments and keeps inventory flat."""
import asyncio
import json
import logging
import threading
import time
from collections import deque
from dataclasses import dataclass, field

import aiohttp

log = logging.getLogger("maker")

WINDOW = 400
FEE = 0.0004
MAX_RETRIES = 5


@dataclass
class Book:
    symbol: str
    mids: deque = field(default_factory=lambda: deque(maxlen=WINDOW))
    position: float = 0.0

    def push(self, mid: float) -> None:
        self.mids.append(mid)


class Exchange:
    def __init__(self, session: aiohttp.ClientSession, base: str):
        self.session = session
        self.base = base
        self._lock = threading.Lock()
        self._nonce = int(time.time())
        self._seen: set[str] = set()

    def next_nonce(self) -> int:
        with self._lock:  # ok: lock-in-coroutine
            self._nonce += 1  # ok: shared-state-race
            return self._nonce

    async def ticker(self, symbol: str) -> dict:
        async with self.session.get(f"{self.base}/ticker/{symbol}") as answer:  # ok: request-without-timeout
            return await answer.json()

    async def place(self, symbol: str, side: str, price: float, size: float) -> str:
        body = {"symbol": symbol, "side": side, "price": price, "size": size}
        with self._lock:  # expect: lock-in-coroutine
            self._nonce += 1
            body["nonce"] = self._nonce
            async with self.session.post(f"{self.base}/orders", json=body) as answer:
                placed = await answer.json()
        return placed["id"]

    async def cancel(self, order_id: str) -> None:
        async with self.session.delete(f"{self.base}/orders/{order_id}") as answer:
            answer.raise_for_status()


def pair_correlations(books: dict[str, Book], returns: dict[str, list[float]]) -> dict[tuple[str, str], float]:
    result = {}
    for left in books:  # expect: hot-loop
        for right in books:
            total = 0.0
            for a, b in zip(returns[left], returns[right]):
                total += a * b
            result[left, right] = total / max(1, len(returns[left]))
    return result


def compound(rate: float, periods: int) -> float:
    return (1.0 + rate) ** periods - 1.0  # ok: unbounded-int


def backoff(attempt: int) -> float:
    return min(30.0, 0.25 * 2 ** min(attempt, 7))  # ok: unbounded-int


class Maker:
    def __init__(self, exchange: Exchange, symbols: list[str]):
        self.exchange = exchange
        self.books = {symbol: Book(symbol) for symbol in symbols}
        self.orders: dict[str, list[str]] = {symbol: [] for symbol in symbols}
        self.stopping = False
        self.tasks: set[asyncio.Task] = set()

    async def refresh(self) -> None:
        for symbol, book in self.books.items():
            quote = await self.exchange.ticker(symbol)  # expect: sequential-awaits
            book.push((quote["bid"] + quote["ask"]) / 2)

    async def cancel_all(self) -> None:
        ids = [order for orders in self.orders.values() for order in orders]
        await asyncio.gather(*(self.exchange.cancel(order) for order in ids))  # ok: sequential-awaits, unawaited-coroutine

    async def rebalance(self) -> None:
        returns = {symbol: [b / a - 1 for a, b in zip(book.mids, list(book.mids)[1:])] for symbol, book in self.books.items()}
        matrix = pair_correlations(self.books, returns)  # expect: cpu-in-coroutine
        for (left, right), value in matrix.items():
            if left < right and value > 0.9:
                log.info("%s and %s move together", left, right)

    async def quote_with_retry(self, symbol: str) -> dict:
        for attempt in range(MAX_RETRIES):
            try:
                return await self.exchange.ticker(symbol)  # ok: sequential-awaits
            except aiohttp.ClientError:
                await asyncio.sleep(backoff(attempt))  # ok: sequential-awaits
        raise RuntimeError(symbol)

    async def hedge(self, symbol: str) -> None:
        book = self.books[symbol]
        if not book.mids:
            return
        price = book.mids[-1]
        asyncio.create_task(self.journal(symbol, price))  # expect: lost-task
        task = asyncio.create_task(self.exchange.place(symbol, "sell", price * (1 + FEE), book.position))  # ok: lost-task
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def journal(self, symbol: str, price: float) -> None:
        line = json.dumps({"symbol": symbol, "price": price, "at": time.time()})  # ok: cpu-in-coroutine, blocking-call
        await asyncio.to_thread(append_line, "journal.jsonl", line)  # ok: blocking-chain, gil-held-native, gil-bound-offload

    async def run(self) -> None:
        while not self.stopping:  # ok: busy-wait
            await self.refresh()
            await self.rebalance()
            await asyncio.gather(*[self.hedge(symbol) for symbol in self.books])
            await asyncio.sleep(1)

    async def drain(self) -> None:
        while self.tasks:  # expect: busy-wait
            await asyncio.sleep(0.05)
        self.cancel_all()  # expect: unawaited-coroutine
        time.sleep(1)  # expect: blocking-call


def append_line(path: str, line: str) -> None:
    with open(path, "a") as stream:
        stream.write(line + "\n")


async def main() -> None:
    async with aiohttp.ClientSession() as session:  # ok: client-per-call
        maker = Maker(Exchange(session, "https://venue.example"), ["ABC", "DEF", "GHI"])
        try:
            await maker.run()
        finally:
            await maker.drain()


if __name__ == "__main__":
    asyncio.run(main())  # ok: nested-event-loop
