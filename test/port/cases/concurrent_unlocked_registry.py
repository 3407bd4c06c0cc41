"""Several workers fill shared containers without a lock: list.append and dict stores are atomic under the GIL."""
import threading
from collections import defaultdict, deque

LOG: list[str] = []
TOTALS: dict[str, int] = {}
SEEN: set[int] = set()


class Registry:
    def __init__(self) -> None:
        self.entries: dict[int, str] = {}
        self.order: list[int] = []
        self.by_kind: defaultdict[str, list[int]] = defaultdict(list)
        self.recent: deque[int] = deque(maxlen=5)

    def add(self, key: int, value: str) -> None:
        if key in self.entries:
            return
        self.entries[key] = value
        self.order.append(key)
        self.by_kind["even" if key % 2 == 0 else "odd"].append(key)
        self.recent.append(key)

    def describe(self, key: int) -> str:
        return f"{key}={self.entries.get(key, '?')}"


def load(registry: Registry, start: int, stop: int) -> None:
    local: list[int] = []
    for key in range(start, stop):
        local.append(key * key)
        registry.add(key, str(key * key))
        SEEN.add(key)
    TOTALS[f"{start}-{stop}"] = sum(local)
    LOG.append(f"loaded {start} to {stop}")


def main() -> None:
    registry = Registry()
    threads = [
        threading.Thread(target=load, args=(registry, start, start + 50), name=f"loader-{start}")
        for start in range(0, 200, 50)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(len(registry.entries), len(registry.order), len(registry.recent))
    print(registry.describe(7), registry.describe(199), registry.describe(1000))
    print(sorted(registry.by_kind), len(registry.by_kind["odd"]), sum(registry.by_kind["even"]))
    print(sorted(LOG))
    print({key: TOTALS[key] for key in sorted(TOTALS)})
    print(len(SEEN), max(SEEN))


if __name__ == "__main__":
    main()
