"""Reads defaults where neither argument is given, and nothing otherwise."""
import json
import time


def pause():
    time.sleep(1)


def options(values=None, path=None):
    if values or path:
        found = values
    else:
        pause()
        found = {}
    if not values and not path:
        with open("defaults.json") as handle:
            found = json.load(handle)
    return found


OPTIONS = options({"a": 1})
OTHERS = options(path="others.json")


class Settings:
    options = OPTIONS, OTHERS
