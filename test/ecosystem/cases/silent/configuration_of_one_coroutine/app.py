"""`anyio.run` is given the function, and starts the one coroutine of the program; what it reads first keeps nobody waiting."""

from pathlib import Path

import anyio


def load(path: str) -> dict[str, str]:
    name, _, value = Path(path).read_text().partition("=")
    return {name: value}


async def serve(stream) -> None:
    await stream.send(load("greeting.ini")["text"].encode())  # expect: blocking-chain


async def main() -> None:
    config = load("local.ini")
    listener = await anyio.create_tcp_listener(local_host=config["host"], local_port=80)
    await listener.serve(serve)


if __name__ == "__main__":
    anyio.run(main)
