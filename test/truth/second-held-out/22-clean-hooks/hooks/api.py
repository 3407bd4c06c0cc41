from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Annotated

import asyncpg
import httpx
import redis.asyncio as redis
from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, status

from .delivery import Deliverer
from .settings import settings

router = APIRouter()


@asynccontextmanager
async def lifespan(app: FastAPI):
    wanted = settings()
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(httpx.AsyncClient(timeout=10))  # ok: client-per-call
        app.state.pool = await stack.enter_async_context(asyncpg.create_pool(wanted.dsn, command_timeout=5))  # ok: client-per-call
        app.state.redis = await stack.enter_async_context(redis.from_url(wanted.redis, socket_timeout=2))  # ok: client-per-call
        app.state.deliverer = Deliverer(client, wanted.secret, wanted.workers)
        runner = asyncio.create_task(app.state.deliverer.run())  # ok: lost-task
        yield
        await asyncio.wait_for(app.state.deliverer.queue.join(), 10)  # ok: blocking-call
        runner.cancel()


def pool(request: Request) -> asyncpg.Pool:
    return request.app.state.pool


def deliverer(request: Request) -> Deliverer:
    return request.app.state.deliverer


Pool = Annotated[asyncpg.Pool, Depends(pool)]


@router.post("/events/{kind}", status_code=status.HTTP_202_ACCEPTED)
async def publish(kind: str, request: Request, db: Pool, deliver: Annotated[Deliverer, Depends(deliverer)]) -> dict:
    body = await request.body()
    rows = await db.fetch("select url from hook where kind = $1", kind)  # ok: blocking-call
    refused = [row["url"] for row in rows if not deliver.put(row["url"], body)]  # ok: blocking-chain, cpu-in-coroutine
    if refused:
        raise HTTPException(503)
    return {"hooks": len(rows)}


@router.put("/hooks/{kind}")
async def add(kind: str, url: str, db: Pool, request: Request) -> dict:
    async with db.acquire() as connection, connection.transaction():
        await connection.execute("insert into hook values ($1, $2)", kind, url)
    await request.app.state.redis.incr(f"hooks:{kind}")
    return {}


@router.get("/stats")
async def stats(deliver: Annotated[Deliverer, Depends(deliverer)]) -> dict:
    return {"delivered": deliver.delivered, "waiting": deliver.queue.qsize()}


app = FastAPI(lifespan=lifespan)
app.include_router(router)
