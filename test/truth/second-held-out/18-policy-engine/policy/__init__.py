"""A small policy engine: rules from files, plug-ins by name, lazy access to anything."""
from .registry import Rule, rules

__all__ = ["Rule", "engine_version", "rules"]


def __getattr__(name):  # expect: dynamic-attribute
    if name == "engine_version":
        return "2.4"
    raise AttributeError(name)
