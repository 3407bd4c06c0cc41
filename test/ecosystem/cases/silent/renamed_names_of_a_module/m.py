"""The table says which attributes the module answers for."""

import warnings

NO_KEY = 1
LONG_KEY = 2
RENAMED = {"noKey": "NO_KEY", "longKey": "LONG_KEY"}


def __getattr__(name: str) -> int:
    if new := RENAMED.get(name):
        warnings.warn(f"{name} is called {new} now", DeprecationWarning, stacklevel=2)
        return globals()[new]
    raise AttributeError(f"no attribute {name}")
