from __future__ import annotations

from typing import Any, overload


class Field:  # expect: metaclass
    def __init__(self, kind: type, default: Any = None) -> None:
        self.kind = kind
        self.default = default

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Field: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Any: ...
    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance._values.get(self.name, self.default)

    def __set__(self, instance: object, value: Any) -> None:
        instance._values[self.name] = self.convert(value)

    def convert(self, value: Any) -> Any:
        return self.kind(value)


class Positive(Field):  # ok: metaclass
    def convert(self, value: Any) -> Any:
        if value <= 0:
            raise ValueError(self.name)
        return super().convert(value)


class Model:  # expect: metaclass
    fields: dict[str, Field] = {}

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.fields = {name: value for name, value in vars(cls).items() if isinstance(value, Field)}

    def __init__(self, **values: Any) -> None:
        self._values: dict[str, Any] = {}
        for name, value in values.items():
            setattr(self, name, value)  # expect: dynamic-attribute


class Request(Model):  # ok: metaclass
    path = Field(str)
    size = Positive(int, 1)


class Once:  # expect: metaclass
    """A property whose value replaces it."""

    def __init__(self, function) -> None:
        self.function = function

    def __get__(self, instance, owner=None):
        value = instance.__dict__[self.function.__name__] = self.function(instance)  # expect: dynamic-attribute
        return value
