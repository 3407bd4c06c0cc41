from __future__ import annotations

import asyncio
import logging
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx

from .backends import S3, Backend, Folder, backend
from .chunks import index, name, split, squeeze

log = logging.getLogger(__name__)


class Agent:
    def __init__(self, url: str) -> None:
        self.backend: Backend = backend(url)
        self.mirrors = httpx.AsyncClient(base_url="https://mirror.internal")  # ok: client-per-call
        self.hooks: list[Callable[[str], None]] = [self.note, notify_desktop]
        self.pool = ThreadPoolExecutor(2)

    def note(self, key: str) -> None:
        log.info("stored %s", key)

    async def store(self, path: Path) -> str:
        data = await asyncio.to_thread(path.read_bytes)  # ok: blocking-call, gil-held-native
        key = name(data)  # ok: blocking-chain, cpu-in-coroutine
        self.backend.put(key, data)  # expect: blocking-chain
        for hook in self.hooks:
            hook(key)  # expect: blocking-chain
        return key

    async def has(self, key: str) -> bool:
        return self.backend.exists(key)  # expect: blocking-chain

    async def about(self) -> str:
        return self.backend.describe()  # ok: blocking-chain

    async def store_chunks(self, path: Path) -> int:
        data = await asyncio.to_thread(path.read_bytes)
        chunks = split(data)  # expect: cpu-in-coroutine
        return len(chunks)

    async def store_chunks_aside(self, path: Path) -> int:
        data = await asyncio.to_thread(path.read_bytes)
        chunks = await asyncio.get_running_loop().run_in_executor(self.pool, split, data)  # expect: gil-bound-pool
        small = await asyncio.gather(*(asyncio.to_thread(squeeze, chunk) for chunk in chunks))  # ok: gil-bound-offload, gil-held-native
        return sum(map(len, small))

    async def names(self, path: Path) -> dict[str, str]:
        text = await asyncio.to_thread(path.read_text)
        return await asyncio.to_thread(index, text)  # expect: gil-held-native

    async def mirror(self, keys: list[str]) -> None:
        for key in keys:
            await self.mirrors.put(f"/{key}", content=b"")  # expect: sequential-awaits

    async def wipe(self, folder: Folder) -> None:
        folder.wipe()  # expect: blocking-chain

    async def wipe_aside(self, folder: Folder) -> None:
        await asyncio.to_thread(folder.wipe)  # ok: blocking-chain

    async def verify(self) -> int:
        done = await asyncio.create_subprocess_exec("vault-verify")  # ok: blocking-call
        return await done.wait()  # ok: blocking-call

    async def verify_now(self) -> int:
        return subprocess.call(["vault-verify"])  # expect: blocking-call

    def prune(self, store: S3, keys: list[str]) -> None:
        store.delete_all(keys)  # ok: io-in-loop


def notify_desktop(key: str) -> None:
    subprocess.run(["notify-send", "vault", key], check=False)


async def main(paths: list[str]) -> None:
    agent = Agent("s3://vault")
    results = []
    for path in paths:
        results.append(await agent.store(Path(path)))  # expect: sequential-awaits
    print(results, await agent.about())
