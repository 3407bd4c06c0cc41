"""Metrics that register themselves."""
import json
import logging


class MetricType(type):  # expect: metaclass
    known: dict[str, type] = {}

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        MetricType.known[name.lower()] = cls


class Metric(metaclass=MetricType):  # expect: metaclass
    def __init__(self):
        self.value = 0

    def add(self, amount: int = 1) -> None:
        self.value += amount  # ok: shared-state-race


class Counter(Metric):  # ok: metaclass
    pass


class Registry:
    def __init__(self):
        self.metrics: dict[str, Metric] = {}

    def __getattr__(self, name):  # expect: dynamic-attribute
        return self.metrics.setdefault(name, Counter())

    def load(self, values: dict) -> None:
        for key, value in values.items():
            setattr(self.metrics[key], "value", value)  # ok: dynamic-attribute
            self.__dict__[key] = value  # expect: dynamic-attribute


def quiet() -> None:
    logging.Logger.debug = lambda *args: None  # expect: monkey-patch
    json.encoder.INFINITY = 0.0  # expect: monkey-patch
    logging.getLogger("x").disabled = True  # ok: monkey-patch
