"""Crawls recipe sites politely."""
import asyncio
import csv
import gzip
import logging
import pickle
import re
import threading
import urllib.robotparser
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin, urlparse

import aiohttp  # ok: no-equivalent
from bs4 import BeautifulSoup

log = logging.getLogger("spider")
STOP_WORDS = frozenset("the a an and of with in for to".split())
MINUTES = re.compile(r"(\d+)\s*min")
frontier_lock = threading.Lock()


class Frontier:
    def __init__(self, seeds: list[str]):
        self.waiting: asyncio.Queue[str] = asyncio.Queue()
        self.seen: set[str] = set()
        for seed in seeds:
            self.waiting.put_nowait(seed)

    def offer(self, url: str) -> None:
        with frontier_lock:
            if url not in self.seen:
                self.seen.add(url)
                self.waiting.put_nowait(url)


class Robots:
    def __init__(self):
        self._parsers: dict[str, urllib.robotparser.RobotFileParser] = {}

    def allowed(self, url: str) -> bool:
        host = urlparse(url).netloc
        if host not in self._parsers:
            parser = urllib.robotparser.RobotFileParser(f"https://{host}/robots.txt")
            parser.read()
            self._parsers[host] = parser
        return self._parsers[host].can_fetch("recipe-spider", url)


def links(page: str, base: str) -> list[str]:
    soup = BeautifulSoup(page, "html.parser")
    return [urljoin(base, anchor["href"]) for anchor in soup.select("a[href]")]


def words(page: str) -> Counter:
    return Counter(word for word in re.findall(r"[a-z]+", page.lower()) if word not in STOP_WORDS)


def nearest_duplicates(texts: dict[str, Counter]) -> dict[str, str]:
    nearest = {}
    for url, counts in texts.items():  # expect: hot-loop
        best, chosen = 0, url
        for other, other_counts in texts.items():
            if other == url:
                continue
            shared = sum((counts & other_counts).values())
            if shared > best:
                best, chosen = shared, other
        nearest[url] = chosen
    return nearest


class Spider:
    def __init__(self, seeds: list[str], store: Path):
        self.frontier = Frontier(seeds)
        self.robots = Robots()
        self.store = store
        self.texts: dict[str, Counter] = {}
        self.limit = asyncio.Semaphore(10)
        self.failed = 0

    async def fetch(self, url: str) -> str:
        async with aiohttp.ClientSession() as session:  # expect: client-per-call
            async with self.limit, session.get(url) as answer:  # ok: lock-in-coroutine, request-without-timeout
                return await answer.text()

    async def visit(self, url: str) -> None:
        if not self.robots.allowed(url):  # expect: blocking-chain
            return
        try:
            page = await self.fetch(url)
        except aiohttp.ClientError:
            self.failed += 1  # ok: shared-state-race
            return
        self.texts[url] = words(page)  # expect: cpu-in-coroutine
        frontier_lock.acquire()  # expect: lock-in-coroutine
        try:
            for link in links(page, url):  # expect: cpu-in-coroutine
                if link not in self.frontier.seen:
                    self.frontier.waiting.put_nowait(link)
                    self.frontier.seen.add(link)
        finally:
            frontier_lock.release()
        name = str(abs(hash(url))) + ".gz"
        (self.store / name).write_bytes(gzip.compress(page.encode()))  # expect: blocking-call

    async def work(self) -> None:
        while True:
            url = await self.frontier.waiting.get()  # ok: sequential-awaits, blocking-call
            try:
                await self.visit(url)  # ok: sequential-awaits
            finally:
                self.frontier.waiting.task_done()

    async def run(self, pages: int) -> None:
        workers = [asyncio.create_task(self.work()) for _ in range(8)]  # ok: lost-task, unawaited-coroutine
        while len(self.texts) < pages and not self.frontier.waiting.empty():  # expect: busy-wait
            await asyncio.sleep(0.25)
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)

    async def check_links(self, urls: list[str]) -> list[str]:
        broken = []
        async with aiohttp.ClientSession() as session:
            for url in urls:
                answer = await session.head(url)  # expect: sequential-awaits  # ok: client-per-call
                if answer.status >= 400:
                    broken.append(url)
        return broken

    async def follow_pages(self, url: str | None) -> int:
        count = 0
        async with aiohttp.ClientSession() as session:
            while url:
                answer = await session.get(url)  # ok: sequential-awaits
                body = await answer.json()
                url = body.get("next")
                count += len(body["items"])
        return count

    async def finish(self) -> dict[str, str]:
        with open(self.store / "texts.pickle", "wb") as stream:  # expect: blocking-call
            await asyncio.to_thread(pickle.dump, self.texts, stream)  # expect: gil-held-native
        pairs = nearest_duplicates(self.texts)  # expect: cpu-in-coroutine
        rows = await asyncio.to_thread(self.write_rows, pairs)  # ok: blocking-chain, gil-bound-offload
        log.info("%d rows", rows)
        return pairs

    def write_rows(self, pairs: dict[str, str]) -> int:
        with open(self.store / "pairs.csv", "w", newline="") as stream:
            writer = csv.writer(stream)
            for pair in pairs.items():
                writer.writerow(pair)
        return len(pairs)


async def main() -> None:
    spider = Spider(["https://recipes.example/"], Path("pages"))
    await spider.run(500)
    await spider.finish()


if __name__ == "__main__":
    asyncio.run(main())
