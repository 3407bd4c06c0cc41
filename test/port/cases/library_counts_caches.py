import re
from collections import Counter, OrderedDict, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache


@lru_cache(maxsize=None)
def ways(n: int) -> int:
    return 1 if n <= 1 else ways(n - 1) + ways(n - 2)


@dataclass(order=True)
class Task:
    sort_key: tuple[int, str] = field(init=False, repr=False)
    name: str
    priority: int = 5

    def __post_init__(self) -> None:
        self.sort_key = (-self.priority, self.name)


print(ways(30), ways.cache_info().hits, ways.cache_info().misses)
table = defaultdict(Counter)
table["a"]["x"] += 1
table["a"]["y"] += 2
print(sorted(table["a"].items()))
counts = Counter(a=3, b=1)
counts.subtract({"a": 1, "z": 2})
print(sorted(counts.items()), +counts == Counter(a=2, b=1))
print(OrderedDict([("one", 1), ("two", 2)]), frozenset())
print(re.subn("a", "b", "banana", 2), re.split(";", "a;b;c", maxsplit=1))
print([task.name for task in sorted([Task("low", 1), Task("high", 9), Task("mid")])])
