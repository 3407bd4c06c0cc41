from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    DEBUG = 10
    INFO = 20
    ERROR = 40


@dataclass(frozen=True)
class Record:
    level: Level
    message: str

    def __str__(self) -> str:
        return f"{self.level.name:<5} {self.message}"


class Handler:
    def __init__(self, minimum: Level = Level.INFO) -> None:
        self.minimum = minimum
        self.lines: list[str] = []

    def handle(self, record: Record) -> bool:
        if record.level < self.minimum:
            return False
        self.lines.append(self.format(record))
        return True

    def format(self, record: Record) -> str:
        return str(record)


class ShoutingHandler(Handler):
    def format(self, record: Record) -> str:
        text = super().format(record)
        return text.upper() if record.level >= Level.ERROR else text


class Log:
    def __init__(self, *handlers: Handler) -> None:
        self.handlers = handlers

    def write(self, level: Level, message: str, **values: int) -> int:
        text = message.format(**values) if values else message
        record = Record(level, text)
        return sum(1 for handler in self.handlers if handler.handle(record))


def main() -> None:
    quiet, loud = Handler(Level.ERROR), ShoutingHandler(Level.DEBUG)
    log = Log(quiet, loud)
    print(log.write(Level.DEBUG, "starting"), log.write(Level.ERROR, "disk full"))
    print(log.write(Level.INFO, "done"))
    print(quiet.lines)
    print(loud.lines)
    print(Level(20), Level.INFO + 5, max(Level.DEBUG, Level.ERROR).name)


if __name__ == "__main__":
    main()
