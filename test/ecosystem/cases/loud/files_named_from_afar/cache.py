"""However far down a file is read, it may be of any size where the caller names it."""

import hashlib
from pathlib import Path


class Cache:
    def __init__(self, folder: Path):
        self.folder = folder
        self.known: dict[str, str] = {}

    @staticmethod
    def digest(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def is_changed(self, source: Path) -> bool:
        resolved = source.resolve()
        return self.known.get(str(resolved)) != Cache.digest(resolved)

    def changed(self, sources: list[Path]) -> list[Path]:
        return [source for source in sources if self.is_changed(source)]


class Store:
    def __init__(self, root: str):
        self.root = root

    def get(self, path: str) -> bytes:
        return self._model(path)

    def _model(self, path: str) -> bytes:
        return self._read(self._place(path))

    def _place(self, path: str) -> str:
        return self.root + "/" + path.strip("/")

    def _read(self, place: str) -> bytes:
        with open(place, "rb") as stream:
            return stream.read()


async def format_changed(cache: Cache, sources: list[Path]) -> None:
    for source in cache.changed(sources):  # expect: blocking-chain
        print(source)


async def answer(store: Store, path: str) -> bytes:
    return store.get(path)  # expect: blocking-chain
