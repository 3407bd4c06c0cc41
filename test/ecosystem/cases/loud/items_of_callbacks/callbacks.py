"""Functions that built-in ones call for each item are called with the items."""

import functools

import requests


class Net:
    def ping(self):
        return requests.get("https://shop.example", timeout=3)


async def mapped(nets: list[Net]):
    return list(map(lambda net: net.ping(), nets))  # expect: blocking-chain


async def ordered(nets: list[Net]):
    return sorted(nets, key=lambda net: net.ping().text)  # expect: blocking-chain


async def reduced(nets: list[Net]):
    return functools.reduce(lambda all, net: all + net.ping().text, nets, "")  # expect: blocking-chain
