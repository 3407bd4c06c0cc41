"""Refusing every assignment makes an immutable object, and refusing subclasses a final class."""


class Point:
    __slots__ = ("x",)

    def __setattr__(self, name, value):
        raise AttributeError(name)

    def __init_subclass__(cls, **options):
        raise TypeError("Point is final")
