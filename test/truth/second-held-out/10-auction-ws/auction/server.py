from __future__ import annotations

import asyncio
import json
import signal
import threading

from websockets.asyncio.server import ServerConnection, serve

from .journal import Journal
from .rooms import Room, Rooms, clear

rooms = Rooms()
shut = threading.Event()


class House:
    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.tasks: dict[str, asyncio.Task] = {}

    async def handle(self, socket: ServerConnection) -> None:
        room: Room | None = None
        async for text in socket:  # ok: sequential-awaits
            message = json.loads(text)  # ok: cpu-in-coroutine
            match message:
                case {"join": lot}:
                    room = rooms[lot]
                    room.members.add(socket)
                    self.tasks[lot] = asyncio.create_task(room.until_closed())  # ok: lost-task
                case {"bid": int(amount), "as": bidder} if room:
                    if await room.bid(amount, bidder):  # ok: blocking-chain
                        self.journal.add(room.lot, amount)  # ok: blocking-chain
                    else:
                        socket.send(json.dumps({"error": "too low"}))  # expect: unawaited-coroutine
                case {"close": lot}:
                    rooms[lot].settle()  # expect: unawaited-coroutine
                    asyncio.create_task(rooms[lot].farewell())  # expect: lost-task
                case {"clear": {"bids": bids, "asks": asks}}:
                    await socket.send(json.dumps(clear(bids, asks)))  # expect: cpu-in-coroutine

    async def finish(self) -> None:
        for lot, task in self.tasks.items():
            task.cancel()
        await asyncio.gather(*self.tasks.values(), return_exceptions=True)
        shut.wait()  # expect: blocking-call


async def main() -> None:
    loop = asyncio.get_running_loop()
    journal = Journal("auction.db", loop)  # expect: blocking-chain
    house = House(journal)
    loop.add_signal_handler(signal.SIGUSR1, journal.dump)  # ok: blocking-chain
    stop = loop.create_future()
    loop.add_signal_handler(signal.SIGTERM, stop.set_result, None)
    async with serve(house.handle, "", 8765):
        await stop
    await house.finish()


if __name__ == "__main__":
    asyncio.run(main())
