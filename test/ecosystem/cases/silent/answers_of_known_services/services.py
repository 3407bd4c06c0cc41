"""One answer of a service that the program asks at an address of its own."""

import asyncio
import re
from xml.etree import ElementTree

import aiohttp

UPDATE_URL = "https://dynamic.example.org/update"
LINK = re.compile(r"https://\S+")


async def update(session: aiohttp.ClientSession, host: str) -> bool:
    answer = await session.get(UPDATE_URL, params={"host": host})
    root = ElementTree.fromstring(await answer.text())
    return root.findtext("errors") == "0"


async def fetch(session: aiohttp.ClientSession) -> str:
    async with session.get("https://docs.example.org/index.txt") as answer:
        return await answer.text()


def links(text: str) -> list[str]:
    return LINK.findall(text)


async def download() -> None:
    async with aiohttp.ClientSession() as session:
        index = await fetch(session)
        print(len(links(index)))
        await update(session, "home")


def main() -> None:
    asyncio.run(download())


if __name__ == "__main__":
    main()
