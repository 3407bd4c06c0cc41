from __future__ import annotations

import json
import pickle
import re
import time
from pathlib import Path
from xml.etree import ElementTree

import httpx

LINK = re.compile(r"https?://[^\s\"'<>]+")  # ok: import-time-work


def parse(body: bytes) -> list[str]:
    root = ElementTree.fromstring(body)
    return [item.findtext("title", "") for item in root.iter("item")]


class Feeds:
    def __init__(self, client: httpx.AsyncClient, folder: Path) -> None:
        self.client = client
        self.folder = folder
        self.etags: dict[str, str] = {}
        self.refreshed = 0.0

    async def fetch(self, url: str) -> bytes:
        reply = await self.client.get(url, headers={"If-None-Match": self.etags.get(url, "")})  # ok: request-without-timeout
        self.etags[url] = reply.headers.get("ETag", "")
        return reply.content

    async def episodes(self, url: str) -> list[str]:
        body = await self.fetch(url)  # ok: blocking-chain
        return parse(body)  # expect: cpu-in-coroutine

    async def refresh(self, urls: list[str]) -> int:
        count = 0
        for url in urls:
            count += len(await self.episodes(url))  # expect: sequential-awaits
        self.refreshed = time.monotonic()
        return count

    def load(self, name: str) -> dict:
        return json.loads((self.folder / f"{name}.json").read_text())

    def save(self, name: str, state: dict) -> None:
        (self.folder / f"{name}.json").write_text(json.dumps(state))

    def age(self) -> float:
        return time.monotonic() - self.refreshed

    async def links(self, page: str) -> set[str]:
        async with self.client.stream("GET", page) as reply:
            text = (await reply.aread()).decode()
        return set(LINK.findall(text))  # expect: cpu-in-coroutine


def restore(blob: bytes) -> dict:
    return pickle.loads(blob)
