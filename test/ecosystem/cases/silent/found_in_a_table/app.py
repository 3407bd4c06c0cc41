"""`if key in table: … else:` computes what the table then holds."""

from pathlib import Path


class Versions:
    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def of(self, path: str) -> int:
        if path in self.known:
            version = self.known[path]
        else:
            version = hash(Path(path).read_bytes())
            self.known[path] = version
        return version

    def fresh(self, path: str) -> int:
        return hash(Path(path).read_bytes())


async def show(versions: Versions, path: str) -> int:
    return versions.of(path) + versions.fresh(path)  # expect: blocking-chain
