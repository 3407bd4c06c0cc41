import threading


class Stage:
    def __init__(self, name: str, log: list[str]) -> None:
        self.name = name
        self.ready = threading.Event()
        self.log = log

    def run(self, after: "Stage | None") -> None:
        if after is not None:
            after.ready.wait()
        self.log.append(f"{self.name} started")
        self.log.append(f"{self.name} done")
        self.ready.set()


def main() -> None:
    log: list[str] = []
    stages = [Stage(name, log) for name in ("extract", "transform", "load", "report")]
    threads = []
    previous = None
    for stage in stages:
        threads.append(threading.Thread(target=stage.run, args=(previous,)))
        previous = stage
    for thread in reversed(threads):
        thread.start()
    for thread in threads:
        thread.join()
    for line in log:
        print(line)
    print(all(stage.ready.is_set() for stage in stages))


if __name__ == "__main__":
    main()
