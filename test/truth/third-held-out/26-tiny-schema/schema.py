"""Declarative records with checks, in one file."""
from __future__ import annotations

import abc
import dataclasses
import datetime
import enum
import json
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

T = TypeVar("T")


class Missing(enum.Enum):  # ok: metaclass
    TOKEN = 0


class Check(Protocol):  # ok: metaclass
    def __call__(self, value: Any) -> bool: ...


class Field(Generic[T]):  # expect: metaclass
    def __init__(self, kind: type[T], *checks: Check, default: Any = Missing.TOKEN):
        self.kind = kind
        self.checks = checks
        self.default = default
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        return instance.__dict__.get(self.name, self.default)  # ok: dynamic-attribute

    def __set__(self, instance: Any, value: Any) -> None:
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} is a {self.kind.__name__}")
        for check in self.checks:
            if not check(value):
                raise ValueError(self.name)
        instance.__dict__[self.name] = value  # expect: dynamic-attribute


class Date(Field):  # ok: metaclass
    def __init__(self, **options: Any):
        super().__init__(datetime.date, **options)


class SchemaMeta(type):  # expect: metaclass
    def __new__(mcs, name, bases, namespace):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.fields = {key: value for key, value in namespace.items() if isinstance(value, Field)}
        return cls

    def __iter__(cls):
        return iter(cls.fields.values())


class Schema(metaclass=SchemaMeta):  # expect: metaclass
    fields: dict[str, Field] = {}

    def __init__(self, **values: Any):
        for key, value in values.items():
            setattr(self, key, value)  # expect: dynamic-attribute

    def as_dict(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in type(self)}  # expect: dynamic-attribute

    def as_json(self) -> str:
        return json.dumps(self.as_dict(), default=str)


class Person(Schema):  # ok: metaclass
    name = Field(str, bool)
    age = Field(int, lambda age: age >= 0)
    born = Date(default=None)


class Point(NamedTuple):  # ok: metaclass
    x: int
    y: int


@dataclasses.dataclass
class Range:  # ok: metaclass
    low: int
    high: int

    def __contains__(self, value: int) -> bool:
        return self.low <= value <= self.high


class Store(abc.ABC):  # ok: metaclass
    @abc.abstractmethod
    def put(self, record: Schema) -> None: ...


class MemoryStore(Store):
    def __init__(self) -> None:
        self.records: list[Schema] = []

    def put(self, record: Schema) -> None:
        self.records.append(record)

    @property
    def size(self) -> int:
        return len(self.records)


class Singleton(type):  # expect: metaclass
    instances: dict[type, Any] = {}

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args, **kwargs)
        return cls.instances[cls]


class Settings(metaclass=Singleton):  # expect: metaclass
    strict = True


class Plugin:  # expect: metaclass
    known: list[type] = []

    def __init_subclass__(cls) -> None:
        Plugin.known.append(cls)


class lazy:  # expect: metaclass
    """Computes an attribute on first use."""

    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        value = self.function(instance)
        instance.__dict__[self.function.__name__] = value  # expect: dynamic-attribute
        return value


class Report(Plugin):  # ok: metaclass
    def __init__(self, store: MemoryStore):
        self.store = store
        self.options = vars(Settings())  # ok: dynamic-attribute

    @lazy
    def lines(self) -> list[str]:
        return [record.as_json() for record in self.store.records]

    def copy_options(self, source: object, names: list[str]) -> None:
        for name in names:
            self.options[name] = getattr(source, name, None)  # expect: dynamic-attribute


def patch_json() -> None:
    json.encoder.FLOAT_REPR = lambda value: format(value, ".3f")  # expect: monkey-patch
    json.JSONEncoder.item_separator = ";"  # expect: monkey-patch


def label(instance: Person) -> str:
    instance.nick = instance.name.lower()  # ok: monkey-patch, dynamic-attribute
    Person.title = "Mx"  # ok: monkey-patch
    return getattr(instance, "nick")  # ok: dynamic-attribute
