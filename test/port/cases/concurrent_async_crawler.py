"""A crawler over an in-memory site, with a bounded number of workers."""

import asyncio
from collections import deque
from dataclasses import dataclass, field


@dataclass
class Page:
    url: str
    links: list[str]
    size: int


@dataclass
class CrawlReport:
    visited: dict[str, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    retries: int = 0

    @property
    def total_size(self) -> int:
        return sum(self.visited.values())


class FetchError(Exception):
    """A page that could not be loaded."""

    def __init__(self, url: str, status: int) -> None:
        super().__init__(f"{url}: status {status}")
        self.url = url
        self.status = status


SITE = {
    "/": Page("/", ["/a", "/b", "/missing"], 100),
    "/a": Page("/a", ["/c", "/"], 250),
    "/b": Page("/b", ["/c", "/d"], 80),
    "/c": Page("/c", [], 40),
    "/d": Page("/d", ["/a", "/e"], 10),
    "/e": Page("/e", ["/flaky"], 5),
    "/flaky": Page("/flaky", [], 1),
}


class Fetcher:
    def __init__(self, limit: int) -> None:
        self._semaphore = asyncio.Semaphore(limit)
        self._attempts: dict[str, int] = {}
        self.active = 0
        self.peak = 0

    async def fetch(self, url: str) -> Page:
        async with self._semaphore:
            self.active += 1
            self.peak = max(self.peak, self.active)
            try:
                await asyncio.sleep(0.001)
                attempt = self._attempts.get(url, 0) + 1
                self._attempts[url] = attempt
                if url == "/flaky" and attempt < 3:
                    raise FetchError(url, 503)
                if url not in SITE:
                    raise FetchError(url, 404)
                return SITE[url]
            finally:
                self.active -= 1


async def fetch_with_retry(fetcher: Fetcher, url: str, report: CrawlReport, attempts: int = 3) -> Page | None:
    for attempt in range(1, attempts + 1):
        try:
            return await fetcher.fetch(url)
        except FetchError as error:
            if error.status == 404 or attempt == attempts:
                report.failures.append(str(error))
                return None
            report.retries += 1
    return None


async def crawl(start: str, fetcher: Fetcher) -> CrawlReport:
    report = CrawlReport()
    frontier = deque([start])
    seen = {start}
    while frontier:
        batch = list(frontier)
        frontier.clear()
        pages = await asyncio.gather(*(fetch_with_retry(fetcher, url, report) for url in batch))
        for page in pages:
            if page is None:
                continue
            report.visited[page.url] = page.size
            for link in page.links:
                if link not in seen:
                    seen.add(link)
                    frontier.append(link)
    return report


async def main() -> None:
    fetcher = Fetcher(limit=2)
    report = await crawl("/", fetcher)
    for url, size in sorted(report.visited.items()):
        print(f"{url:<8}{size:>5}")
    print("total", report.total_size, "failures", report.failures, "retries", report.retries)
    print("peak", fetcher.peak)
    try:
        await asyncio.wait_for(asyncio.sleep(5), timeout=0.01)
    except asyncio.TimeoutError:
        print("timed out")


if __name__ == "__main__":
    asyncio.run(main())
