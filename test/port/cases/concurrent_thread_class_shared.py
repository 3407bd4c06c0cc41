import queue
import threading


class Downloader(threading.Thread):
    """Takes addresses from a queue and keeps what it has seen in a list that all workers share."""

    def __init__(self, number: int, addresses: "queue.Queue[str]", seen: list[str]) -> None:
        super().__init__(name=f"downloader-{number}", daemon=True)
        self.number = number
        self.addresses = addresses
        self.seen = seen
        self.bytes = 0

    def run(self) -> None:
        while True:
            address = self.addresses.get()
            if address == "":
                return
            self.bytes += self.fetch(address)
            self.seen.append(address)

    def fetch(self, address: str) -> int:
        return sum(ord(c) for c in address) % 1000


def main() -> None:
    addresses: "queue.Queue[str]" = queue.Queue()
    seen: list[str] = []
    workers = [Downloader(n, addresses, seen) for n in range(3)]
    for worker in workers:
        worker.start()
    for n in range(10):
        addresses.put(f"https://example.org/{n}")
    for _ in workers:
        addresses.put("")
    for worker in workers:
        worker.join()
    print(len(seen), sorted(seen)[0], sum(worker.bytes for worker in workers))


if __name__ == "__main__":
    main()
