from __future__ import annotations

import asyncio
import contextlib
import functools
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, ParamSpec, TypeVar

from .drivers import flow, open_main, pulse

P = ParamSpec("P")
T = TypeVar("T")


def in_thread(function: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """Makes a blocking driver awaitable."""

    @functools.wraps(function)
    async def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        return await asyncio.to_thread(function, *args, **kwargs)  # ok: gil-bound-offload, blocking-chain

    return wrapper


def twice(function: Callable[P, T]) -> Callable[P, T]:
    @functools.wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        function(*args, **kwargs)
        return function(*args, **kwargs)

    return wrapper


@contextlib.contextmanager
def main_open() -> Iterator[None]:
    open_main()
    yield


class Valve:
    count = 0

    def __init__(self, pin: int) -> None:
        self.pin = pin
        self.listeners: list[Callable[[Valve], Any]] = []

    @twice
    def knock(self) -> None:
        pulse(self.pin, 20)

    @in_thread
    def open(self) -> None:
        pulse(self.pin, 100)  # ok: blocking-chain, blocking-call

    @property
    def litres(self) -> float:
        return flow(self.pin)

    @property
    def name(self) -> str:
        return f"valve {self.pin}"

    def __enter__(self) -> Valve:
        pulse(self.pin, 50)
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.count += 1

    async def __aenter__(self) -> Valve:
        await self.open()  # ok: blocking-chain
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        pulse(self.pin, 50)  # expect: blocking-chain


class DryValve(Valve):
    def __enter__(self) -> Valve:
        return self

    @property
    def litres(self) -> float:
        return 0.0
