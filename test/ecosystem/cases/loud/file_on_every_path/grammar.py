"""Whatever the cache says, a file is read; and a table is, where it is there."""
import json
import os
import pickle
import pkgutil


def grammar(name, cache=None):
    if cache:
        with open(cache, "rb") as handle:
            return pickle.load(handle)
    if os.path.exists(name):
        with open(name) as handle:
            return json.load(handle)
    return pickle.loads(pkgutil.get_data(__name__, name))


GRAMMAR = grammar("rules.bin")


class Parser:
    grammar = GRAMMAR
