import itertools
import threading
import time


class Deployments:
    def __init__(self):
        self._numbers = itertools.count(1)
        self._open: dict[int, tuple[str, float]] = {}
        self._done: list[tuple[int, bool]] = []
        self._lock = threading.Lock()
        self.failures = 0
        self.finished = 0

    def begin(self, service: str) -> int:
        number = next(self._numbers)
        with self._lock:
            self._open[number] = (service, time.time())
        return number

    def finish(self, number: int, good: bool) -> None:
        with self._lock:
            self._open.pop(number, None)
            self._done.append((number, good))
            self.finished += 1  # ok: shared-state-race
        if not good:
            self.failures += 1  # expect: shared-state-race

    def names(self) -> list[str]:
        with self._lock:
            return sorted({service for service, _ in self._open.values()})

    def snapshot(self) -> dict:
        return {"open": len(self._open), "done": len(self._done), "failures": self.failures}

    def forget_older_than(self, moment: float) -> None:
        with self._lock:
            for number, (_, began) in list(self._open.items()):
                if began < moment:
                    del self._open[number]


class Throttle:
    """Hands out at most so many permits a minute."""

    def __init__(self, permits: int):
        self.permits = permits
        self._local = threading.local()
        self._slots = threading.BoundedSemaphore(permits)
        self._ready = False

    def take(self) -> None:
        self._local.waits = getattr(self._local, "waits", 0) + 1  # ok: shared-state-race, dynamic-attribute
        with self._slots:
            time.sleep(60 / self.permits)

    def wait_ready(self) -> None:
        while not self._ready:  # expect: busy-wait
            pass
