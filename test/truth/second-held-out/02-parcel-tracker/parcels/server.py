from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import AsyncIterator

import aiohttp
import redis.asyncio as redis
from aiohttp import web

from .cache import StatusCache
from .carriers import Carrier, Pigeon, carrier_for
from .history import History, as_json

log = logging.getLogger(__name__)
SESSION = web.AppKey("session", aiohttp.ClientSession)
HISTORY = web.AppKey("history", History)
CACHE = web.AppKey("cache", StatusCache)
routes = web.RouteTableDef()
running: set[asyncio.Task] = set()


def append_audit(line: str) -> None:
    with open("/var/log/parcels/audit.log", "a") as out:
        out.write(line + "\n")


@web.middleware
async def audit(request: web.Request, handler) -> web.StreamResponse:
    response = await handler(request)
    append_audit(f"{request.path} {response.status}")  # expect: blocking-chain
    return response


async def clients(app: web.Application) -> AsyncIterator[None]:
    app[SESSION] = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))  # ok: client-per-call
    broker = redis.from_url(os.environ["REDIS_URL"], socket_timeout=2)  # ok: client-per-call
    app[CACHE] = StatusCache(broker)
    yield
    await app[SESSION].close()
    await broker.aclose()


async def notify(session: aiohttp.ClientSession, number: str, status: str) -> None:
    try:
        await session.post("https://hooks.example/parcels", json={"number": number, "status": status})
    except aiohttp.ClientError as error:
        log.warning("no hook for %s: %s", number, error)


@routes.get("/track/{number}")
async def track(request: web.Request) -> web.Response:
    number = request.match_info["number"]
    cache = request.app[CACHE]
    status = await cache.find(number)
    if status is None:
        carrier = carrier_for(number, request.app[SESSION])  # ok: blocking-chain, client-per-call
        status = await carrier.track(number)  # ok: blocking-chain
        cache.store(number, status)  # expect: unawaited-coroutine
        asyncio.create_task(notify(request.app[SESSION], number, status))  # expect: lost-task
    return web.json_response({"status": status})


@routes.post("/track")
async def track_many(request: web.Request) -> web.Response:
    numbers = (await request.json())["numbers"]
    session = request.app[SESSION]
    found = {}
    for number in numbers:
        found[number] = await carrier_for(number, session).track(number)  # expect: sequential-awaits
    request.app[HISTORY].remember_all(found)  # expect: blocking-chain
    task = asyncio.create_task(request.app[CACHE].forget(numbers))  # ok: lost-task
    running.add(task)
    task.add_done_callback(running.discard)
    return web.json_response(found)


@routes.post("/track-together")
async def track_together(request: web.Request) -> web.Response:
    numbers = (await request.json())["numbers"]
    session = request.app[SESSION]
    states = await asyncio.gather(*(carrier_for(number, session).track(number) for number in numbers))  # ok: sequential-awaits
    return web.json_response(dict(zip(numbers, states)))


@routes.get("/label/{number}")
async def label(request: web.Request) -> web.Response:
    number = request.match_info["number"]
    carrier: Carrier = carrier_for(number, request.app[SESSION])
    if number in running:  # ok: blocking-chain
        raise web.HTTPConflict
    picture = carrier.label(number)  # expect: blocking-chain
    return web.Response(body=picture, content_type="image/png", headers={"X-Carrier": carrier.name})


@routes.get("/test-label/{number}")
async def test_label(request: web.Request) -> web.Response:
    pigeon = Pigeon(request.app[SESSION])
    return web.Response(body=pigeon.label(request.match_info["number"]))  # ok: blocking-chain


@routes.get("/label-later/{number}")
async def label_later(request: web.Request) -> web.Response:
    number = request.match_info["number"]
    picture = await asyncio.to_thread(carrier_for(number, request.app[SESSION]).label, number)  # ok: blocking-chain, gil-bound-offload
    return web.Response(body=picture)


@routes.get("/history")
async def history(request: web.Request) -> web.Response:
    rows = list(request.app[HISTORY])  # expect: blocking-chain
    return web.Response(text=as_json(rows[:50]), content_type="application/json")  # ok: blocking-chain


@routes.get("/history/size")
async def history_size(request: web.Request) -> web.Response:
    return web.json_response(len(request.app[HISTORY]))  # expect: blocking-chain


@routes.get("/customs/{number}")
async def customs(request: web.Request) -> web.Response:
    number = request.match_info["number"]
    async with aiohttp.ClientSession() as session:  # expect: client-per-call
        async with session.get(f"https://customs.example/{number}") as reply:  # ok: request-without-timeout
            return web.json_response(await reply.json())


def build() -> web.Application:
    app = web.Application(middlewares=[audit])
    app[HISTORY] = History("history.db")
    app.cleanup_ctx.append(clients)
    app.add_routes(routes)
    return app
