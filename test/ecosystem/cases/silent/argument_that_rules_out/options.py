"""Options that are passed on by `**`."""

import time


def sent(path, wait=True):
    if not wait:
        return path
    time.sleep(1)
    return path


def passed_on(path, **options):
    return sent(path, **options)


def passed_twice(path, **options):
    return passed_on(path, **options)


def switched(path, **options):
    options["wait"] = True
    return sent(path, **options)


def taken_out(path, **options):
    options.pop("wait")
    return sent(path, **options)


async def no_wait(path):
    passed_on(path, wait=False)
    passed_twice(path, wait=False)


async def waits(path):
    passed_on(path, wait=True)  # expect: blocking-chain


async def waits_twice(path):
    passed_twice(path)  # expect: blocking-chain


async def waits_all_the_same(path):
    switched(path, wait=False)  # expect: blocking-chain


async def waits_by_default(path):
    taken_out(path, wait=False)  # expect: blocking-chain
