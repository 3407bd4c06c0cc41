"""The host's console: loops in loops."""
import asyncio

import anyio
import nest_asyncio
from asgiref.sync import async_to_sync

from .rounds import Player, Round, play

players = [Player("ada"), Player("bob")]


def ask_sync(text: str) -> None:
    asyncio.run(Round(players).announce_well(text))


def ask_once(text: str) -> None:
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(Round(players).announce_well(text))
    finally:
        loop.close()


async def broadcast(text: str) -> None:
    asyncio.run(play(players))  # expect: nested-event-loop
    asyncio.get_event_loop().run_until_complete(play(players))  # expect: nested-event-loop


async def through_helper(text: str) -> None:
    ask_sync(text)  # expect: nested-event-loop


async def through_thread(text: str) -> None:
    await asyncio.to_thread(ask_once, text)  # ok: nested-event-loop, gil-bound-offload


async def with_anyio() -> None:
    anyio.run(play, players)  # expect: nested-event-loop


async def with_runner() -> None:
    with asyncio.Runner() as runner:
        runner.run(play(players))  # expect: nested-event-loop


async def with_asgiref() -> None:
    async_to_sync(play)(players)  # expect: nested-event-loop


def menu() -> None:
    while True:  # ok: busy-wait
        line = input("> ")  # ok: blocking-call
        if line == "quit":
            return
        ask_sync(line)  # ok: nested-event-loop


async def patched() -> None:
    await play(players)


def main() -> None:
    asyncio.run(patched())  # ok: nested-event-loop
    with asyncio.Runner() as runner:
        runner.run(play(players))  # ok: nested-event-loop
    menu()


if __name__ == "__main__":
    main()
