"""Lost updates are possible without the lock; with it the totals are exact."""
import threading
from collections import defaultdict


class Metrics:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._timings: dict[str, list[float]] = {}

    def count(self, name: str, by: int = 1) -> None:
        with self._lock:
            self._counts[name] += by

    def timing(self, name: str, seconds: float) -> None:
        with self._lock:
            self._timings.setdefault(name, []).append(seconds)

    def snapshot(self) -> dict[str, int]:
        with self._lock:
            return dict(self._counts)

    def average(self, name: str) -> float:
        with self._lock:
            values = self._timings.get(name, [])
            return sum(values) / len(values) if values else 0.0


def handle(metrics: Metrics, requests: range) -> None:
    for request in requests:
        metrics.count("requests")
        if request % 5 == 0:
            metrics.count("errors")
        metrics.timing("latency", 0.5 if request % 2 else 1.5)


def main() -> None:
    metrics = Metrics()
    threads = [threading.Thread(target=handle, args=(metrics, range(n * 100, n * 100 + 100))) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    counts = metrics.snapshot()
    print(counts["requests"], counts["errors"], metrics.average("latency"), metrics.average("none"))


if __name__ == "__main__":
    main()
