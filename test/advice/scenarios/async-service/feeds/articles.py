from dataclasses import dataclass

import httpx


@dataclass
class Article:
    title: str
    link: str


async def newest(client: httpx.AsyncClient, topic: str) -> list[Article]:
    response = await client.get(f"https://articles.internal/{topic}")
    return [Article(row["title"], row["link"]) for row in response.json()]
