"""Text filters as plug-ins that register themselves."""

from __future__ import annotations

import string
from abc import ABC, abstractmethod
from contextlib import contextmanager
from functools import reduce
from typing import Callable, ClassVar, Iterator, Type


class Plugin(ABC):
    registry: ClassVar[dict[str, Type[Plugin]]] = {}
    order: ClassVar[int] = 100

    @classmethod
    def register(cls, name: str) -> Callable[[Type[Plugin]], Type[Plugin]]:
        def decorate(plugin: Type[Plugin]) -> Type[Plugin]:
            cls.registry[name] = plugin
            return plugin

        return decorate

    @classmethod
    def create(cls, name: str) -> Plugin:
        try:
            return cls.registry[name]()
        except KeyError:
            known = ", ".join(sorted(cls.registry))
            raise ValueError(f"unknown plugin {name!r}; known: {known}") from None

    @abstractmethod
    def transform(self, text: str) -> str: ...

    def describe(self) -> str:
        return f"{type(self).__name__}@{self.order}"


class Upper(Plugin):
    order = 1

    def transform(self, text: str) -> str:
        return text.upper()


class Strip(Plugin):
    def transform(self, text: str) -> str:
        return " ".join(text.split())


class Rot(Plugin):
    order = 50
    shift = 13

    def transform(self, text: str) -> str:
        letters = string.ascii_lowercase
        table = {c: letters[(i + self.shift) % 26] for i, c in enumerate(letters)}
        table.update({c.upper(): t.upper() for c, t in list(table.items())})
        return "".join(table.get(c, c) for c in text)


Plugin.registry["upper"] = Upper
Plugin.registry["strip"] = Strip
Plugin.registry["rot"] = Rot


class Pipeline:
    def __init__(self, *plugins: Plugin) -> None:
        self.plugins = sorted(plugins, key=lambda p: p.order)
        self.depth = 0

    def __or__(self, other: Plugin) -> Pipeline:
        return Pipeline(*self.plugins, other)

    def __call__(self, text: str) -> str:
        return reduce(lambda value, plugin: plugin.transform(value), self.plugins, text)

    def __len__(self) -> int:
        return len(self.plugins)

    @contextmanager
    def traced(self, label: str) -> Iterator[list[str]]:
        log: list[str] = []
        self.depth += 1
        log.append(f"begin {label} depth {self.depth}")
        try:
            yield log
        finally:
            self.depth -= 1
            log.append(f"end {label}")
            print(" | ".join(log))


def main() -> None:
    pipeline = Pipeline(Plugin.create("strip"), Plugin.create("upper"))
    print(pipeline("  hello   big world "), len(pipeline))
    longer = pipeline | Plugin.create("rot")
    print(longer(" attack  at dawn"), [p.describe() for p in longer.plugins])
    with longer.traced("run") as log:
        log.append(longer("xyz"))
        with longer.traced("inner"):
            pass
    try:
        Plugin.create("nope")
    except ValueError as error:
        print(error)
    counts: dict[str, int] = {}
    for char in "mississippi":
        counts[char] = counts.setdefault(char, 0) + 1
    print(counts, max(counts, key=lambda c: (counts[c], c)))
    print("{:>8}|{:<8}|{:^8}".format("a", "b", "c"), "%05.1f %x %s" % (3.14159, 255, [1]))


main()
