"""A quiz night: coroutines made, kept, lost and forgotten."""
import asyncio
import inspect
from dataclasses import dataclass, field

import aiohttp
import anyio


@dataclass
class Player:
    name: str
    score: int = 0
    inbox: asyncio.Queue = field(default_factory=asyncio.Queue)

    async def tell(self, text: str) -> None:
        await self.inbox.put(text)

    def rename(self, name: str) -> None:
        self.name = name


class Round:
    def __init__(self, players: list[Player]):
        self.players = players
        self.tasks: set[asyncio.Task] = set()
        self.closed = False

    async def announce(self, text: str) -> None:
        for player in self.players:
            player.tell(text)  # expect: unawaited-coroutine

    async def announce_well(self, text: str) -> None:
        await asyncio.gather(*(player.tell(text) for player in self.players))  # ok: unawaited-coroutine, sequential-awaits

    async def announce_slowly(self, http: aiohttp.ClientSession) -> None:
        for player in self.players:
            async with http.post("https://push.example", json={"to": player.name}) as reply:  # expect: sequential-awaits
                reply.raise_for_status()

    def background(self, coroutine) -> None:
        task = asyncio.create_task(coroutine)  # ok: lost-task
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def open(self) -> None:
        self.background(self.close_after(30))  # ok: unawaited-coroutine, lost-task
        asyncio.ensure_future(self.count_down(10))  # expect: lost-task
        self.players[0].rename("captain")  # ok: unawaited-coroutine

    async def close_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.closed = True

    async def count_down(self, seconds: int) -> None:
        for left in range(seconds, 0, -1):
            await self.announce_well(str(left))  # ok: sequential-awaits
            await asyncio.sleep(1)  # ok: sequential-awaits

    async def answers(self) -> list[str]:
        waiting = [asyncio.create_task(player.inbox.get()) for player in self.players]  # ok: lost-task
        done, _ = await asyncio.wait(waiting, timeout=20)
        return [task.result() for task in done]  # ok: blocking-call


async def start(round_: Round) -> None:
    task = asyncio.create_task(round_.open())  # expect: lost-task
    print("started")


async def start_well(round_: Round) -> None:
    task = asyncio.create_task(round_.open())  # ok: lost-task
    await asyncio.sleep(1)
    await task


async def play(players: list[Player]) -> None:
    round_ = Round(players)
    start_well(round_)  # expect: unawaited-coroutine
    asyncio.sleep(3)  # expect: unawaited-coroutine
    await start(round_)
    pending = round_.answers()  # ok: unawaited-coroutine
    print(await pending)


async def play_group(players: list[Player]) -> None:
    async with anyio.create_task_group() as group:
        group.start_soon(play, players)  # ok: lost-task, unawaited-coroutine
    async with asyncio.TaskGroup() as group:
        group.create_task(play(players))  # ok: lost-task


async def score(players: list[Player], http: aiohttp.ClientSession) -> int:
    total = 0
    for player in players:
        async with http.get(f"https://score.example/{player.name}") as reply:  # expect: sequential-awaits
            total += int(await reply.text())
    return total


async def hint(chain: list[str], http: aiohttp.ClientSession) -> str:
    token = ""
    for step in chain:
        async with http.get(f"https://hint.example/{step}?t={token}") as reply:  # ok: sequential-awaits
            token = await reply.text()
    return token


async def call(maybe) -> None:
    result = maybe()
    if inspect.isawaitable(result):
        await result
