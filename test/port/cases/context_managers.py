from contextlib import contextmanager


class Tracker:
    def __init__(self, name: str, log: list[str]) -> None:
        self.name = name
        self.log = log

    def __enter__(self) -> "Tracker":
        self.log.append(f"enter {self.name}")
        return self

    def __exit__(self, exc_type, exc, tb) -> None:
        self.log.append(f"exit {self.name}")


@contextmanager
def section(title: str, log: list[str]):
    log.append(f"<{title}>")
    try:
        yield title.upper()
    finally:
        log.append(f"</{title}>")


def main() -> None:
    log: list[str] = []
    with Tracker("a", log) as a, Tracker("b", log):
        log.append("body " + a.name)
    with section("intro", log) as shout:
        log.append(shout)
    try:
        with Tracker("c", log):
            raise ValueError("boom")
    except ValueError as error:
        log.append(str(error))
    for line in log:
        print(line)


if __name__ == "__main__":
    main()
