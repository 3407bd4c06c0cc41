"""Model versions: looked up by name, loaded once."""
import importlib
import json
import pickle
import threading
from pathlib import Path

MODELS = Path("models")
_lock = threading.Lock()
_loaded: dict[str, object] = {}
lookups = 0


class Lazy:
    def __init__(self, name: str):
        self._name = name
        self._model = None

    def __getattr__(self, name):  # expect: dynamic-attribute
        if self._model is None:
            self._model = pickle.loads((MODELS / f"{self._name}.pickle").read_bytes())
        return getattr(self._model, name)  # expect: dynamic-attribute


def get_model(name: str):
    global lookups
    lookups += 1  # expect: shared-state-race
    with _lock:
        if name not in _loaded:
            _loaded[name] = pickle.loads((MODELS / f"{name}.pickle").read_bytes())  # ok: shared-state-race
    return _loaded[name]


def settings(name: str) -> dict:
    return json.loads((MODELS / f"{name}.json").read_text())


def custom_transform(path: str):
    module, _, attribute = path.partition(":")
    return getattr(importlib.import_module(module), attribute)  # expect: dynamic-code, dynamic-attribute


def load_table(path: Path) -> list[dict]:
    with path.open() as stream:
        return json.load(stream)
