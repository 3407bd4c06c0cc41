import asyncio
import getpass
import urllib.request

import aiohttp
import requests


class Base:
    def __init__(self):
        self.session = requests.Session()


class Stream(Base):
    async def connect(self, url):
        if self.session is None:
            self.session = aiohttp.ClientSession()
        async with self.session.request("GET", url) as response:
            return await response.text()

    async def sync(self, url):
        with self.session.request("GET", url) as response:
            return response.text


def passwd(phrase=None):
    if phrase is None:
        phrase = getpass.getpass("Password")
    return phrase[::-1]


async def login(request):
    typed = request.get("password")
    if typed and request.get("new"):
        return passwd(typed)
    return passwd()  # expect: blocking-chain


async def embedded(uri: str) -> bytes:
    if not uri.startswith("data:"):
        raise ValueError(uri)
    with urllib.request.urlopen(uri) as response:
        return response.read()


async def fetched(uri: str) -> bytes:
    with urllib.request.urlopen(uri) as response:  # expect: blocking-call, request-without-timeout
        return response.read()  # expect: blocking-call


class Watch:
    def __init__(self, keys, scheduler):
        self.keys = keys
        self.scheduler = scheduler

    async def setup(self):
        keys = self.keys
        while not keys.issubset(self.scheduler.tasks):  # expect: busy-wait
            await asyncio.sleep(0.05)


class Scheduler:
    def __init__(self):
        self.tasks = {}

    def add(self, key):
        self.tasks[key] = 1
