import time
from collections.abc import Callable

from asgiref.sync import async_to_sync, iscoroutinefunction, sync_to_async


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


async def tidied(environment):
    prepare(environment, "tidy")


def opened(path, mode=None):
    if mode is None:
        mode = "text"
    if mode == "slow":
        time.sleep(1)


async def opened_plainly(path):
    opened(path)
    opened(path, mode="fast")


def matched(path, mode):
    match mode:
        case "fast" | "faster":
            return path
        case "plain":
            print(path)
        case _:
            time.sleep(1)


async def matched_fast(path):
    matched(path, "faster")
    matched(path, "plain")


def parsed(source):
    if isinstance(source, str):
        return source
    time.sleep(1)
    return source.name


async def parsed_text():
    return parsed("text")


def asserted(path, wait):
    assert wait
    time.sleep(1)


async def asserted_not(path):
    asserted(path, False)


def adapted(fn, is_async) -> Callable:
    is_coroutine = iscoroutinefunction(fn)
    if is_coroutine and not is_async:
        fn = async_to_sync(fn)
    elif not is_coroutine and is_async:
        fn = sync_to_async(fn)
    return fn


async def allowed(request):
    return request


async def adapts():
    check = adapted(allowed, is_async=True)
    if not await check(1):
        raise ValueError


async def adapts_wrongly():
    check = adapted(allowed, is_async=False)
    if not check(1):  # expect: nested-event-loop
        raise ValueError
