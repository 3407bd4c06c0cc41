"""Encoding a picture is short beside fetching it."""

import base64
import json

import httpx
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/photo")
async def photo(url: str) -> str:
    async with httpx.AsyncClient(timeout=5) as client:
        reply = await client.get(url)
        return base64.b64encode(await reply.aread()).decode()


@app.post("/rows")
async def rows(request: Request) -> int:
    return len(json.loads(await request.body()))  # expect: cpu-in-coroutine
