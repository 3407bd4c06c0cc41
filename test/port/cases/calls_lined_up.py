import json
from dataclasses import dataclass, field
from typing import NamedTuple

class Recipe:
    def __init__(self, title, serves, steps=(), **extra):
        self.title = title
        self.serves = serves
        self.steps = list(steps)
        self.extra = extra
    @classmethod
    def from_json(cls, text):
        return cls(**json.loads(text))
    def show(self):
        return f"{self.title}/{self.serves}/{self.steps}/{self.extra}"

@dataclass
class Point:
    x: int
    y: int = 5
    tags: list[str] = field(default_factory=list)

class Pair(NamedTuple):
    left: str
    right: str = "r"

class Query:
    def order_by(self, col, desc=False, *, limit=None):
        return f"{col} {desc} {limit}"

def scale(a, b=2, *rest, c=0, **more):
    return a * b + c + sum(rest) + len(more)

print(Recipe.from_json('{"title": "x", "serves": 2, "vegan": true}').show())
print(Recipe.from_json('{"title": "y", "serves": 3, "steps": ["a", "b"]}').show())
try:
    Recipe.from_json('{"title": "y"}')
except TypeError as e:
    print(e)
row = {"x": 1, "y": 2}
print(Point(**row))
try:
    print(Point(**{"x": 4, "z": 3}))
except TypeError as e:
    print(e)
print(Pair(**{"left": "l"}))
q = Query()
opts = {"limit": 5, "desc": True}
print(q.order_by("name", **opts))
for args in ((1,), (1, 2), (1, 2, 3)):
    try:
        print(q.order_by(*args))
    except TypeError as e:
        print(e)
try:
    q.order_by("a", True, 5)
except TypeError as e:
    print(e)
nums = [3, 4, 5, 6]
print(scale(*nums, c=1, d=9), scale(*nums[:1], **{"c": 2}), scale(2, *nums))
