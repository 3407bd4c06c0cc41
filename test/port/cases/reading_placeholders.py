"""What a default of None, a type variable and a class that is asked for do not say."""

from collections import OrderedDict
from typing import Generic, Optional, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps what was used last."""

    def __init__(self, capacity=None):
        self.capacity = capacity
        self.source = None
        self.items: OrderedDict[K, V] = OrderedDict()

    def __contains__(self, key: object) -> bool:
        return key in self.items

    def get(self, key: K, default: Optional[V] = None) -> Optional[V]:
        value = self.items.get(key)
        if value is not None:
            self.items.move_to_end(key)
            return value
        return default


def find(keys, table, default=None):
    for key in keys:
        if key in table:
            return table[key]
    return default


def kind(value):
    if isinstance(value, str):
        return "text"
    return "%d items" % len(value)


def escape(text):
    return text.replace("\\", r"\\").replace("/", r'\\')


recent = Recent()
print("a" in recent, recent.get("a"), recent.capacity is None, recent.source is None)
print(find(["x", "y"], {"y": 2}), find(["z"], {"y": 2}))
print(kind("abc"), kind([1, 2, 3]))
print(escape("a\\b/c"), r'\\', len(r"""\\"""), rb'\\')
