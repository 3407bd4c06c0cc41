import asyncio
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI

from feeds.articles import Article, newest


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.client = httpx.AsyncClient(timeout=5)
    yield
    await app.state.client.aclose()


app = FastAPI(lifespan=lifespan)


@app.get("/feeds/{topic}")
async def feed(topic: str) -> list[Article]:
    client: httpx.AsyncClient = app.state.client
    pages = await asyncio.gather(newest(client, topic), newest(client, f"{topic}-archive"))
    return [article for page in pages for article in page]
