"""What all the threads of the simulation see."""
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field

running = True
ticks = 0
tally = Counter()


@dataclass
class Junction:
    name: str
    waiting: int = 0
    passed: int = 0
    log: list = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def arrive(self):
        self.waiting += 1

    def leave(self):
        with self.lock:
            self.passed += 1  # ok: shared-state-race
            self.log.append(self.passed)  # ok: shared-state-race

    def describe(self):
        label = f"{self.name}: "
        label += str(self.passed)  # ok: shared-state-race
        return label


class City:
    def __init__(self):
        self._lock = threading.RLock()
        self.junctions = {}
        self.flow = defaultdict(int)
        self.peak = 0

    def record(self, name, cars):
        self.flow[name] += cars  # expect: shared-state-race
        if cars > self.peak:
            self.peak = cars  # expect: shared-state-race

    def record_locked(self, name, cars):
        with self._lock:
            self._add(name, cars)

    def _add(self, name, cars):
        self.flow[name] += cars  # ok: shared-state-race
