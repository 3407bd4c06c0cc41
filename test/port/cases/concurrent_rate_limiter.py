import threading
from concurrent.futures import ThreadPoolExecutor, wait


class Limiter:
    """Lets at most `limit` calls in at a time and remembers the peak."""

    def __init__(self, limit: int):
        self.semaphore = threading.Semaphore(limit)
        self.lock = threading.Lock()
        self.active = 0
        self.peak = 0

    def __enter__(self):
        self.semaphore.acquire()
        with self.lock:
            self.active += 1
            if self.active > self.peak:
                self.peak = self.active
        return self

    def __exit__(self, kind, error, trace):
        with self.lock:
            self.active -= 1
        self.semaphore.release()


def fetch(limiter: Limiter, page: int) -> int:
    with limiter:
        return sum(i % 7 for i in range(page * 100))


def main():
    limiter = Limiter(3)
    with ThreadPoolExecutor(max_workers=8) as pool:
        futures = [pool.submit(fetch, limiter, page) for page in range(1, 21)]
        wait(futures)
        results = [future.result() for future in futures]
    print(results[:5], sum(results))
    print(limiter.active, 1 <= limiter.peak <= 3)


if __name__ == "__main__":
    main()
