import threading


class PrimeCounter(threading.Thread):
    def __init__(self, start: int, stop: int) -> None:
        super().__init__()
        self.first = start
        self.last = stop
        self.count = 0

    def run(self) -> None:
        for n in range(self.first, self.last):
            if n > 1 and all(n % d for d in range(2, int(n ** 0.5) + 1)):
                self.count += 1


def main() -> None:
    workers = [PrimeCounter(start, start + 250) for start in range(0, 1000, 250)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print([worker.count for worker in workers], sum(worker.count for worker in workers))


if __name__ == "__main__":
    main()
