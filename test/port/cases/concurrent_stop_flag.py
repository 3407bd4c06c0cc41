import threading
import time


class Sampler:
    """Collects samples in the background until it is told to stop."""

    def __init__(self, source: list[int]) -> None:
        self.source = source
        self.samples: list[int] = []
        self.running = False
        self.ticks = 0
        self.thread: threading.Thread | None = None

    def start(self) -> None:
        self.running = True
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        position = 0
        while self.running:
            if position < len(self.source):
                self.samples.append(self.source[position])
                position += 1
            self.ticks += 1
            time.sleep(0.0005)

    def stop(self) -> None:
        self.running = False
        if self.thread is not None:
            self.thread.join()


def main() -> None:
    sampler = Sampler([3, 1, 4, 1, 5, 9, 2, 6])
    sampler.start()
    while len(sampler.samples) < 8:
        time.sleep(0.001)
    sampler.stop()
    print(sampler.samples, sampler.ticks >= 8, sampler.running)


if __name__ == "__main__":
    main()
