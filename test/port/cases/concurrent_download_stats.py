"""Workers take jobs from a shared list until it is empty; list.pop is atomic under the GIL."""
import threading
from typing import Callable


class Stats:
    def __init__(self) -> None:
        self.done = 0
        self.failed: list[str] = []
        self.sizes: dict[str, int] = {}

    def report(self) -> str:
        return f"{self.done} done, {len(self.failed)} failed, {sum(self.sizes.values())} bytes"


def work(jobs: list[str], stats: Stats, lock: threading.Lock, fetch: Callable[[str], int]) -> None:
    while True:
        try:
            job = jobs.pop()
        except IndexError:
            return
        try:
            size = fetch(job)
        except ValueError:
            stats.failed.append(job)
            continue
        stats.sizes[job] = size
        with lock:
            stats.done += 1


def fetch(name: str) -> int:
    if name.endswith("3"):
        raise ValueError(name)
    return len(name) * 10


def main() -> None:
    jobs = [f"file{n}" for n in range(12)]
    stats = Stats()
    lock = threading.Lock()
    threads = [threading.Thread(target=work, args=(jobs, stats, lock, fetch)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(stats.report())
    print(sorted(stats.failed), stats.sizes["file10"], len(jobs))


if __name__ == "__main__":
    main()
