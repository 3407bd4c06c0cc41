"""Registering calls the hook only where a configuration was read before."""
import tomllib

_ready = None
_hooks = []


def options(path="app.toml"):
    with open(path, "rb") as handle:
        return tomllib.load(handle)


def when_ready(hook):
    _hooks.append(hook)
    if _ready is not None and _ready.loaded:
        hook(options())


def check(settings):
    return settings


when_ready(check)
print(_hooks)


class Later:
    pass
