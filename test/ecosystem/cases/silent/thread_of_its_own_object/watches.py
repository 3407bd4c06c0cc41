"""A thread has its own attributes to itself, and an object that draws once before it starts its thread draws in that thread alone from then on."""

import threading
from collections.abc import Callable


class Watch(threading.Thread):
    def __init__(self, paths: list[str], changed: int) -> None:
        super().__init__(daemon=True)
        self.paths = paths
        self.changed = changed

    def run(self) -> None:
        for path in self.paths:
            self.changed = max(len(path), self.changed)


class WatchFiles(Watch):
    def __init__(self, paths: list[str], changed: int) -> None:
        super().__init__([path for path in paths if path], changed)


class Watcher:
    def __init__(self) -> None:
        self.last = 0
        self.watches: tuple[Watch, Watch] | None = None

    def update(self, files: list[str], folders: list[str]) -> None:
        self.watches = (WatchFiles(files, self.last), Watch(folders, self.last))
        self.watches[0].start()
        self.watches[1].start()
