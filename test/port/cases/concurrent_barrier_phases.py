import threading

PHASES = 3


class Phase:
    """Counts arrivals; the last one lets everybody go on."""

    def __init__(self, parties: int) -> None:
        self.parties = parties
        self.waiting = 0
        self.generation = 0
        self.condition = threading.Condition()

    def wait(self) -> None:
        with self.condition:
            generation = self.generation
            self.waiting += 1
            if self.waiting == self.parties:
                self.waiting = 0
                self.generation += 1
                self.condition.notify_all()
                return
            while generation == self.generation:
                self.condition.wait()


def work(name: int, phase: Phase, log: list[tuple[int, int]]) -> None:
    for number in range(PHASES):
        log.append((number, name))
        phase.wait()


def main() -> None:
    phase = Phase(3)
    log: list[tuple[int, int]] = []
    threads = [threading.Thread(target=work, args=(name, phase, log)) for name in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print([number for number, _ in log])
    print(sorted(log) == [(number, name) for number in range(PHASES) for name in range(3)])


if __name__ == "__main__":
    main()
