"""Counters in shards, each with its own lock, filled by many threads."""
import threading


class Shard:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.counts: dict[str, int] = {}

    def add(self, key: str, amount: int) -> None:
        with self.lock:
            self.counts[key] = self.counts.get(key, 0) + amount


class Counter:
    def __init__(self, shards: int) -> None:
        self.shards = [Shard() for _ in range(shards)]

    def add(self, key: str, amount: int = 1) -> None:
        self.shards[sum(ord(letter) for letter in key) % len(self.shards)].add(key, amount)

    def totals(self) -> dict[str, int]:
        merged: dict[str, int] = {}
        for shard in self.shards:
            with shard.lock:
                merged.update(shard.counts)
        return dict(sorted(merged.items()))


def work(counter: Counter, words: list[str], rounds: int) -> None:
    for _ in range(rounds):
        for word in words:
            counter.add(word)


if __name__ == "__main__":
    counter = Counter(4)
    words = ["red", "green", "blue", "cyan", "red"]
    threads = [threading.Thread(target=work, args=(counter, words, 50)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(counter.totals())
    print(sum(counter.totals().values()))
