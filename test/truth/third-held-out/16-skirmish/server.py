"""A small real-time strategy server over asyncio streams."""
import asyncio
import json
import logging
import random
import sqlite3
import time
from concurrent.futures import ProcessPoolExecutor

from battle import Unit, World, find_path, resolve_collisions

log = logging.getLogger("skirmish")
TICK = 1 / 20


class Player:
    def __init__(self, name: str, writer: asyncio.StreamWriter):
        self.name = name
        self.writer = writer
        self.alive = True

    async def send(self, message: dict) -> None:
        self.writer.write(json.dumps(message).encode() + b"\n")  # ok: blocking-call, cpu-in-coroutine
        await self.writer.drain()

    def kick(self) -> None:
        self.alive = False
        self.writer.close()


class Game:
    def __init__(self, width: int, height: int):
        self.world = World(width, height)
        self.players: list[Player] = []
        self.pool = ProcessPoolExecutor(2)
        self.ticks = 0
        self.scores = sqlite3.connect("scores.db")
        self.background: set[asyncio.Task] = set()

    async def broadcast(self, message: dict) -> None:
        for player in self.players:
            await player.send(message)  # expect: sequential-awaits

    async def broadcast_together(self, message: dict) -> None:
        sends = [player.send(message) for player in self.players]  # ok: unawaited-coroutine
        await asyncio.gather(*sends, return_exceptions=True)

    async def tick(self) -> None:
        self.ticks += 1  # ok: shared-state-race
        resolve_collisions(self.world.units)  # expect: cpu-in-coroutine
        for unit in self.world.units:  # ok: cpu-in-coroutine
            unit.advance()
        await self.broadcast({"tick": self.ticks, "units": len(self.world.units)})

    async def run(self) -> None:
        due = time.monotonic()
        while True:
            due += TICK
            await self.tick()
            await asyncio.sleep(max(0.0, due - time.monotonic()))

    async def order(self, player: Player, body: dict) -> None:
        loop = asyncio.get_running_loop()
        unit = self.world.units[body["unit"]]
        goal = (body["x"], body["y"])
        if self.world.near(unit, goal):
            unit.path = [goal]
            return
        path = await loop.run_in_executor(self.pool, find_path, self.world.roads, unit.place, goal)  # expect: process-pool-tax  # ok: gil-bound-offload, gil-bound-pool
        unit.path = path
        player.send({"path": len(path)})  # expect: unawaited-coroutine

    async def preview(self, player: Player, body: dict) -> None:
        unit = self.world.units[body["unit"]]
        path = await asyncio.to_thread(find_path, self.world.roads, unit.place, (body["x"], body["y"]))  # expect: gil-bound-offload
        await player.send({"preview": path})

    async def chat(self, player: Player, text: str) -> None:
        if text.startswith("/roll"):
            await player.send({"roll": random.randint(1, 6)})
        elif text.startswith("/save"):
            asyncio.create_task(self.save())  # expect: lost-task
        else:
            task = asyncio.create_task(self.broadcast_together({"from": player.name, "text": text}))  # ok: lost-task
            self.background.add(task)

    async def save(self) -> None:
        positions = [(unit.x, unit.y) for unit in self.world.units]
        self.scores.executemany("insert into place values (?, ?)", positions)  # expect: blocking-call
        player = next((player for player in self.players if not player.alive), None)
        if player is not None:
            player.kick()  # ok: unawaited-coroutine, blocking-chain
            self.players.remove(player)

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name = (await reader.readline()).decode().strip()  # ok: blocking-call
        player = Player(name, writer)
        self.players.append(player)
        while player.alive:  # ok: busy-wait
            line = await reader.readline()  # ok: sequential-awaits
            if not line:
                break
            body = json.loads(line)  # ok: cpu-in-coroutine
            if body["kind"] == "order":
                await self.order(player, body)  # ok: sequential-awaits
            elif body["kind"] == "preview":
                await self.preview(player, body)
            else:
                await self.chat(player, body["text"])


async def main() -> None:
    game = Game(256, 256)  # expect: blocking-chain
    for _ in range(400):
        game.world.units.append(Unit(random.random() * 256, random.random() * 256))
    server = await asyncio.start_server(game.handle, "0.0.0.0", 7777)
    async with server, asyncio.TaskGroup() as group:
        group.create_task(game.run())  # ok: lost-task
        group.create_task(server.serve_forever())  # ok: lost-task


if __name__ == "__main__":
    asyncio.run(main())
