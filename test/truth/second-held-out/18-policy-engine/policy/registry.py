from __future__ import annotations

import abc
import enum
import importlib
import pkgutil
from dataclasses import dataclass
from typing import Any, Protocol

from .fields import Once, Request


class Registering(type):  # expect: metaclass
    def __new__(mcs, name, bases, namespace):
        made = super().__new__(mcs, name, bases, namespace)
        if bases:
            mcs.known[made.__name__.lower()] = made
        return made

    known: dict[str, type] = {}


class Rule(metaclass=Registering):  # expect: metaclass
    priority = 0

    def allows(self, request: Request) -> bool:
        return True

    @Once
    def title(self) -> str:
        return type(self).__name__


class Size(Rule):  # ok: metaclass
    limit = 1 << 20  # ok: unbounded-int

    def allows(self, request: Request) -> bool:
        return request.size < self.limit


class Verdict(enum.Enum):  # ok: metaclass
    YES = "yes"
    NO = "no"


class Store(abc.ABC):  # ok: metaclass
    @abc.abstractmethod
    def get(self, key: str) -> Any: ...


class Sink(Protocol):  # ok: metaclass
    def write(self, text: str) -> int: ...


@dataclass
class Outcome:  # ok: metaclass
    verdict: Verdict
    why: str = ""

    @property
    def text(self) -> str:
        return f"{self.verdict.value}: {self.why}"


def rules() -> list[Rule]:
    return [kind() for kind in Registering.known.values()]


def load(package: str) -> None:
    found = importlib.import_module(package)  # expect: dynamic-code
    for module in pkgutil.iter_modules(found.__path__):
        importlib.import_module(f"{package}.{module.name}")  # expect: dynamic-code
    importlib.import_module("policy.fields")  # ok: dynamic-code


def legacy(name: str) -> Any:
    module = __import__("policy.legacy_" + name)  # expect: dynamic-code
    return getattr(module, "RULE", None)  # ok: dynamic-attribute
