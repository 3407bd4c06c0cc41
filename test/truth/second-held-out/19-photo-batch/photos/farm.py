from __future__ import annotations

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PIL import Image

from .pixels import Filter, packed, sharpen

done = 0
failures: list[str] = []
kinds: Counter[str] = Counter()
seen: dict[str, int] = {}
guard = threading.Lock()
local = threading.local()


def load(path: Path) -> tuple[bytes, int, int]:
    with Image.open(path) as picture:
        grey = picture.convert("L")
        return grey.tobytes(), grey.width, grey.height


def work(path: Path) -> None:
    global done
    pixels, width, height = load(path)
    sharpened = sharpen(pixels, width, height)
    path.with_suffix(".grey").write_bytes(sharpened)
    done += 1  # expect: shared-state-race
    kinds[path.suffix] += 1  # expect: shared-state-race
    seen[path.name] = width * height  # ok: shared-state-race
    local.last = path  # ok: shared-state-race


class Tally:
    def __init__(self) -> None:
        self.bytes = 0
        self.files = 0
        self._guard = threading.Lock()

    def add(self, path: Path) -> None:
        size = path.stat().st_size
        self.files += 1  # expect: shared-state-race
        with self._guard:
            self.bytes += size  # ok: shared-state-race

    def report(self) -> str:
        return f"{self.files} files, {self.bytes} bytes"


class Worker(threading.Thread):
    """Takes paths from a queue and does with each what the subclass says."""

    def __init__(self, jobs: queue.Queue[Path | None]) -> None:
        super().__init__(daemon=True)
        self.jobs = jobs
        self.errors = 0

    def process(self, path: Path) -> None:
        raise NotImplementedError

    def run(self) -> None:
        while (path := self.jobs.get()) is not None:  # ok: busy-wait, hot-loop
            try:
                self.process(path)
            except OSError as error:
                failures.append(f"{path}: {error}")  # ok: shared-state-race
                self.errors += 1  # ok: shared-state-race


class Sharpener(Worker):
    def process(self, path: Path) -> None:
        work(path)


class Copier(Worker):
    def process(self, path: Path) -> None:
        path.with_suffix(".bak").write_bytes(path.read_bytes())


def background(function: Callable[..., None]) -> Callable[..., threading.Thread]:
    def start(*args) -> threading.Thread:
        thread = threading.Thread(target=function, args=args)  # expect: gil-bound-thread
        thread.start()
        return thread

    return start


@background
def sharpen_folder(folder: Path) -> None:
    for path in folder.glob("*.jpg"):
        work(path)


def watch(folder: Path, stop: threading.Event) -> None:
    while not stop.is_set():  # ok: busy-wait
        for path in folder.glob("*.jpg"):
            threading.Thread(target=work, args=(path,)).start()  # expect: thread-per-item, gil-bound-thread
        stop.wait(30)


def run(folder: Path, size: int = 4) -> None:
    jobs: queue.Queue[Path | None] = queue.Queue()
    for path in folder.rglob("*.jpg"):
        jobs.put(path)
    workers: list[Worker] = []
    for _ in range(size):
        workers.append(Sharpener(jobs))  # expect: gil-bound-thread  # ok: thread-per-item
    workers.append(Copier(jobs))  # ok: gil-bound-thread
    for worker in workers:
        worker.start()
        jobs.put(None)
    helper = sharpen_folder(folder / "late")  # ok: gil-bound-thread
    while helper.is_alive() or any(worker.is_alive() for worker in workers):  # expect: busy-wait
        time.sleep(0.1)


def run_pool(paths: list[Path]) -> str:
    tally = Tally()
    blur = Filter(3)
    with ThreadPoolExecutor(4) as pool:
        pictures = list(pool.map(load, paths))  # ok: gil-bound-pool, gil-held-native
        blurred = list(pool.map(blur, pictures))  # expect: gil-bound-pool
        small = list(pool.map(packed, blurred))  # ok: gil-bound-pool, gil-held-native
        pool.map(tally.add, paths)  # ok: gil-bound-pool
        sizes = list(pool.map(len, small))  # ok: gil-bound-pool, gil-held-native
    return f"{tally.report()}, {sum(sizes)} packed"
