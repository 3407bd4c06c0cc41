"""Modules that the program names."""
import importlib

CODEC = "base64"


def codec():
    return importlib.import_module(CODEC), __import__("json")
