import asyncio, time
import threading
import trio


turn = threading.Lock()


class Bot:
    def __init__(self):
        self.seen = {}

    async def fetch(self, host, port=80):
        reader, writer = await asyncio.open_connection(host, port)
        return await reader.read()

    async def on_message(self, message):
        time.sleep(1); print(message)
        if message == "stop": time.sleep(2)
        self.fetch(message)
        for host in message.split():
            if host:
                await self.fetch(host, port=443)
            else:
                print("empty")
        sizes = {}
        for host in message.split():
            sizes[host] = await self.fetch(host)
        pages = [len(await self.fetch(host)) for host in message.split()]
        first, *rest = [await self.fetch(host) for host in message.split()]
        return pages, sizes, first, rest

    async def restart(self):
        asyncio.run(self.fetch("localhost"))
        value = asyncio.get_event_loop().run_until_complete(
            self.fetch(
                "localhost",
                8080,
            )
        ).decode()
        return value

    def tick(self):
        time.sleep(1)


async def collect(hosts):
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trio.sleep, 1)
    with turn: print("my turn")
    time.sleep(0.5)
    trio.run(collect, hosts)
    trio.sleep(1)
    for host in hosts:
        await trio.open_tcp_stream(host, 80)


counted = 0


def count(amount):
    global counted
    if amount:
        counted += (
            amount
        )


async def main(bot: Bot):
    for amount in range(3):
        threading.Thread(target=count, args=(amount,)).start()
    loop = asyncio.get_running_loop()
    loop.call_later(1, bot.tick)
    loop.create_task(collect([]))
    asyncio.ensure_future(
        bot.on_message("stop")
    ).add_done_callback(print)
    worker = threading.Thread(target=bot.tick)
    worker.start()
    worker.join()
    while True:
        try:
            time.sleep(
                # between two rounds
                0.5
            )
        finally:
            time.sleep(0.1) if loop else None
        print("""
            several lines
        """, time.sleep(1))


ROUNDS = 3  # portwright: ignore[hot-loop]  was a loop once


if __name__ == "__main__":
    asyncio.run(main(Bot()))
