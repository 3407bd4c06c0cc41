"""Members of enumerations, fields of named tuples, bounds of type variables, casts, assertions, and what a stack of contexts enters have a class."""

import contextlib
import enum
import time
from typing import NamedTuple, TypeVar, cast

import requests

REGISTRY = {}


def register(name: str):
    def decorator(cls):
        REGISTRY[name] = cls
        return cls

    return decorator


class Net:
    def ping(self):
        return requests.get("https://shop.example", timeout=3)

    def close(self):
        pass


class Pair(NamedTuple):
    net: Net
    name: str


class Colour(enum.Enum):
    RED = 1

    def wait(self):
        time.sleep(1)


@register("special")
class Special:
    def go(self):
        time.sleep(1)


AnyNet = TypeVar("AnyNet", bound=Net)


def ticks():
    while True:
        time.sleep(1)
        yield 1


async def of_an_enumeration():
    Colour.RED.wait()  # expect: blocking-chain


async def of_a_tuple(pair: Pair):
    net, _name = pair
    net.ping()  # expect: blocking-chain


async def of_a_variable(net: AnyNet):
    net.ping()  # expect: blocking-chain


async def of_a_cast(thing):
    net = cast(Net, thing)
    net.ping()  # expect: blocking-chain


async def of_an_assertion(thing):
    assert isinstance(thing, Net)
    thing.ping()  # expect: blocking-chain


async def of_a_stack():
    with contextlib.ExitStack() as stack:
        net = stack.enter_context(contextlib.closing(Net()))
        net.ping()  # expect: blocking-chain


async def of_a_registry():
    REGISTRY["special"]().go()  # expect: blocking-chain


async def of_a_generator():
    return next(ticks())  # expect: blocking-chain
