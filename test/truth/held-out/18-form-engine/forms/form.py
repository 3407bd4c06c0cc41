import importlib
import json
from abc import ABC, ABCMeta, abstractmethod
from enum import Enum
from typing import NamedTuple, TypedDict

from .fields import Field

REGISTRY = {}


class FormType(type):  # expect: metaclass
    def __new__(mcls, name, bases, space):
        cls = super().__new__(mcls, name, bases, space)
        cls.fields = {key: value for key, value in space.items() if isinstance(value, Field)}
        REGISTRY[name.lower()] = cls
        return cls


class Form(metaclass=FormType):  # expect: metaclass
    def __init__(self, **values):
        for key, value in values.items():
            setattr(self, key, value)  # expect: dynamic-attribute

    def __getattr__(self, name):  # expect: dynamic-attribute
        if name.startswith("label_"):
            return self.fields[name[6:]].label
        raise AttributeError(name)

    def errors(self):
        found = {}
        for name in self.fields:
            if getattr(self, name) is None:  # expect: dynamic-attribute
                found[name] = "missing"
        return found

    def title(self):
        return getattr(self, "heading", "Form")  # ok: dynamic-attribute


class Contact(Form):  # ok: metaclass
    heading = "Contact"


class Sealed(type(Form)):  # expect: metaclass
    pass


class Widget(ABC):  # ok: metaclass
    @abstractmethod
    def draw(self): ...


class Mixed(metaclass=ABCMeta):  # ok: metaclass
    pass


class Kind(Enum):  # ok: metaclass
    TEXT = "text"
    NUMBER = "number"


class Position(NamedTuple):  # ok: metaclass
    row: int
    column: int


class Settings(TypedDict):  # ok: metaclass
    theme: str


class Hook:  # expect: metaclass
    known = []

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.known.append(cls)


class SaveHook(Hook):  # ok: metaclass
    pass


class Lazy:  # expect: metaclass
    def __init__(self, make):
        self.make = make

    def __get__(self, instance, owner):
        value = self.make(instance)
        object.__setattr__(instance, self.make.__name__, value)  # expect: dynamic-attribute
        return value


def load(path):
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)  # expect: dynamic-code, dynamic-attribute


def load_default():
    return importlib.import_module("forms.fields").Text  # ok: dynamic-code


def by_suffix(name):
    return __import__(f"forms.{name}", fromlist=["Form"])  # expect: dynamic-code


def compute(expression, values):
    return eval(expression, {"__builtins__": {}}, values)  # expect: dynamic-code


def define(source):
    space = {}
    exec(source, space)  # expect: dynamic-code
    globals().update(space)  # expect: dynamic-attribute
    return space


def literal(text):
    import ast

    return ast.literal_eval(text)  # ok: dynamic-code


class Model:
    def eval(self):
        return self

    def dump(self):
        return json.dumps(self.__dict__)  # ok: dynamic-attribute

    def restore(self, values):
        self.__dict__.update(values)  # expect: dynamic-attribute
        return self


def evaluate(model: Model):
    return model.eval()  # ok: dynamic-code
