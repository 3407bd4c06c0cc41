"""What an argument does not rule out is found."""

import time


def prepare(environment, stage):
    if "kernel" not in environment and stage in (
        "assemble",
        "bundle",
        "collect",
        "deliver",
        "examine",
        "freeze",
        "gather",
        "hand-over",
        "inspect",
        "join",
    ):
        time.sleep(1)


async def joined(environment):
    prepare(environment, "join")  # expect: blocking-chain


def opened(path, mode=None):
    if mode is None:
        mode = "slow"
    if mode == "slow":
        time.sleep(1)


async def opened_slowly(path):
    opened(path)  # expect: blocking-chain


def opened_or_not(path, mode, is_new):
    if is_new:
        mode = "slow"
    if mode == "slow":
        time.sleep(1)


async def perhaps_slowly(path, is_new):
    opened_or_not(path, "fast", is_new)  # expect: blocking-chain


def matched(path, mode):
    match mode:
        case "fast" | "faster":
            return path
        case _:
            time.sleep(1)


async def matched_slow(path):
    matched(path, "slow")  # expect: blocking-chain


def guarded(path, mode):
    match mode:
        case "fast" if path:
            return path
        case _:
            time.sleep(1)


async def guarded_fast(path):
    guarded(path, "fast")  # expect: blocking-chain


def parsed(source):
    if isinstance(source, (int, bytes)):
        return source
    time.sleep(1)
    return source


async def parsed_text():
    return parsed("text")  # expect: blocking-chain


def asserted(path, wait):
    try:
        assert not wait
    except AssertionError:
        time.sleep(1)


async def asserted_anyway(path):
    asserted(path, True)  # expect: blocking-chain


class Client:
    def __init__(self):
        self.session = None

    def connect(self, session=None):
        self.session = session

    def send(self):
        assert self.session is not None
        time.sleep(1)


async def sends(client: Client):
    client.send()  # expect: blocking-chain
