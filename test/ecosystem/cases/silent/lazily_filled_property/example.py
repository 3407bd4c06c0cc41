import requests


class Tracker:
    def __init__(self):
        self._fields = {}

    @property
    def fields(self):
        if not self._fields:
            self._load()
        return self._fields

    def _load(self):
        self._fields = requests.get("https://tracker.example.org/fields", timeout=5).json()


def columns(tracker: Tracker, names):
    return [name for name in names if name in tracker.fields]
