"""A file that nobody above names is a small one of the program's own, where it is far down."""

import json
from pathlib import Path


class Settings:
    def __init__(self):
        self.path = Path.home() / ".tool" / "settings.json"

    def value(self, name: str):
        return self.section("main").get(name)

    def section(self, name: str):
        return self.all().get(name, {})

    def all(self):
        return self._load(self.path)

    def _load(self, path: Path):
        return json.loads(path.read_text())


async def port(settings: Settings) -> int:
    return settings.value("port")
