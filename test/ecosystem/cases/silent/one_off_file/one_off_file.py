import os
from pathlib import Path


class Zones:
    def __init__(self):
        self._known = {}

    def __call__(self, name):
        zone = self._known.get(name, None)
        if zone is None:
            zone = self.read(name)
            self._known[name] = zone
        return zone

    def read(self, name):
        with open(name, "rb") as file:
            return file.read()


class Config:
    _log = None

    @property
    def log(self):
        if not hasattr(self, "_journal"):
            self._journal = open("journal.txt")
        return self._journal


def ignore_file(folder: Path) -> Path:
    ignore = folder / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*")
    return folder


zones = Zones()


async def handler(config: Config, folder: Path):
    zones("Berlin")
    config.log.write("x")
    return ignore_file(folder)
