"""While a program reads its configuration, nobody else is on its event loop."""

import asyncio
from pathlib import Path


def load(path: str) -> dict[str, str]:
    name, _, value = Path(path).read_text().partition("=")
    return {name: value}


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(load("greeting.ini")["text"].encode())  # expect: blocking-chain
    await writer.drain()


async def prepare() -> dict[str, str]:
    return load("app.ini")


async def main() -> None:
    config = await prepare()
    config.update(load("local.ini"))
    server = await asyncio.start_server(handle, config["host"], 80)
    await server.serve_forever()


def start(coro) -> None:
    asyncio.run(coro)


if __name__ == "__main__":
    start(main())
