import builtins
import importlib
import json
import logging
import sys
from pathlib import Path

from . import engine
from .engine import Sheet

log = logging.getLogger(__name__)
BUILT_IN = ("sheets_finance", "sheets_dates")


def load_extensions(names: list[str]) -> list:
    loaded = []
    for name in names:
        loaded.append(importlib.import_module(f"sheets_{name}"))  # expect: dynamic-code
    return loaded


def load_statistics():
    return importlib.import_module("statistics")  # ok: dynamic-code


def load_old_style(name: str):
    module = __import__(name)  # expect: dynamic-code
    return sys.modules[module.__name__]


def run_macro(path: Path, sheet: Sheet) -> dict:
    scope = {"sheet": sheet}
    source = path.read_text()
    exec(compile(source, str(path), "exec"), scope)  # expect: dynamic-code
    return scope


def with_trace() -> None:
    before = Sheet.value

    def traced(self, name):
        log.debug("value %s", name)
        return before(self, name)

    Sheet.value = traced  # expect: monkey-patch


def lenient_json() -> None:
    json.JSONDecoder.strict = False  # expect: monkey-patch
    builtins.print = log.info  # expect: monkey-patch


def restyle(sheet: Sheet) -> None:
    sheet.styles = {}  # ok: monkey-patch
    style = engine.Style()
    style.bold = True  # ok: monkey-patch
    sheet.styles["head"] = style  # ok: monkey-patch


def export_names(names: dict) -> None:
    globals().update(names)  # expect: dynamic-attribute
    for key in list(globals()):  # ok: dynamic-attribute
        if key.startswith("_x"):
            log.debug("kept %s", key)
