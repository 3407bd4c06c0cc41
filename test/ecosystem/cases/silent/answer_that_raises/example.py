import asyncio
import json

import aiohttp


class Refused(Exception):
    pass


def refuse(status: int, text: str) -> None:
    reason = text
    try:
        reason = json.loads(text).get("error", text)
    except ValueError:
        pass
    raise Refused(f"{status}: {reason}")


async def ask(session: aiohttp.ClientSession, url: str) -> str:
    async with session.get(url) as answer:
        text = await answer.text()
        if answer.status >= 400:
            refuse(answer.status, text)
        return text


async def main() -> None:
    async with aiohttp.ClientSession() as session:
        await ask(session, "http://localhost:8080/")


if __name__ == "__main__":
    asyncio.run(main())
