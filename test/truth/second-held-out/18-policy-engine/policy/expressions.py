from __future__ import annotations

import ast
import operator
from typing import Any

OPERATORS = {"lt": operator.lt, "gt": operator.gt, "eq": operator.eq}
ALLOWED = {"len": len, "min": min, "max": max}


def literal(text: str) -> Any:
    return ast.literal_eval(text)  # ok: dynamic-code


def compiled(text: str, request: Any) -> bool:
    return bool(eval(text, {"__builtins__": ALLOWED}, {"request": request}))  # expect: dynamic-code


def prepare(script: str) -> dict[str, Any]:
    names: dict[str, Any] = {}
    exec(script, names)  # expect: dynamic-code
    return names


def simple(request: Any, name: str, comparison: str, value: Any) -> bool:
    return OPERATORS[comparison](getattr(request, name), value)  # expect: dynamic-attribute


def size(request: Any) -> int:
    return getattr(request, "size", 0)  # ok: dynamic-attribute


def scores(frame: Any, cache: Any) -> Any:
    cache.eval("return 1", 0)  # ok: dynamic-code
    return frame.eval("a + b")  # ok: dynamic-code


class Lazy:
    def __init__(self, target: Any) -> None:
        self._target = target

    def __getattr__(self, name: str) -> Any:  # expect: dynamic-attribute
        return getattr(self._target, name)  # expect: dynamic-attribute

    def update(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)  # expect: dynamic-attribute

    def values(self) -> dict[str, Any]:
        return dict(self.__dict__)  # ok: dynamic-attribute


def export(names: dict[str, Any]) -> None:
    for name, value in names.items():
        globals()[name.upper()] = value  # expect: dynamic-attribute


def exported() -> list[str]:
    return [name for name in globals() if name.isupper()]  # ok: dynamic-attribute
