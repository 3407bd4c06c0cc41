"""Typed form fields as descriptors."""
from functools import cached_property


class Field:  # expect: metaclass
    def __init__(self, label=""):
        self.label = label

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name)

    def __set__(self, instance, value):
        instance.__dict__[self.name] = self.clean(value)  # expect: dynamic-attribute

    def clean(self, value):
        return value


class Text(Field):  # ok: metaclass
    def clean(self, value):
        return str(value).strip()


class Number(Field):
    def clean(self, value):
        return int(value)


class Choice(Field):
    def __init__(self, *options, label=""):
        super().__init__(label)
        self.options = options

    @cached_property
    def width(self):  # ok: metaclass, dynamic-attribute
        return max(map(len, self.options))

    def clean(self, value):
        if value not in self.options:
            raise ValueError(value)
        return value
