"""What is chosen from a collection, copied or awaited by its declaration has the class of its items."""

import copy
import itertools
import random
import time
from collections.abc import Awaitable


class Net:
    def __init__(self, delay: float):
        self.delay = delay

    def ping(self):
        time.sleep(self.delay)


async def best(nets: list[Net]):
    max(nets, key=lambda net: net.delay).ping()  # expect: blocking-chain


async def any_of(nets: list[Net]):
    random.choice(nets).ping()  # expect: blocking-chain


async def all_of(old: list[Net], new: list[Net]):
    for net in itertools.chain(old, new):
        net.ping()  # expect: blocking-chain


async def copied(net: Net):
    copy.copy(net).ping()  # expect: blocking-chain


async def declared(later: Awaitable[Net]):
    (await later).ping()  # expect: blocking-chain
