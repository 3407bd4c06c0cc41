"""CLEAN: an aiohttp.web service over asyncpg, everything as it should be."""
import asyncio
import json
import logging
import os
from contextlib import suppress

import aiohttp
import asyncpg
from aiohttp import web

log = logging.getLogger(__name__)
routes = web.RouteTableDef()
DB = web.AppKey("db", asyncpg.Pool)
HTTP = web.AppKey("http", aiohttp.ClientSession)
SWEEP = web.AppKey("sweep", asyncio.Task)
LOCK = asyncio.Lock()  # ok: lock-in-coroutine
FIELDS = ("name", "street", "city")  # ok: import-time-work


def normalise(entry: dict) -> dict:
    return {field: " ".join(str(entry.get(field, "")).split()) for field in FIELDS}  # ok: hot-loop


@routes.get("/people/{id}")
async def show(request: web.Request) -> web.Response:
    row = await request.app[DB].fetchrow("select * from person where id = $1", int(request.match_info["id"]))  # ok: blocking-call, request-without-timeout
    if row is None:
        raise web.HTTPNotFound()
    return web.json_response(dict(row))


@routes.post("/people")
async def add(request: web.Request) -> web.Response:
    entry = normalise(await request.json())  # ok: cpu-in-coroutine
    async with LOCK:  # ok: lock-in-coroutine
        number = await request.app[DB].fetchval("insert into person (name) values ($1) returning id", entry["name"])
    return web.json_response({"id": number}, status=201)


@routes.post("/people/check")
async def check(request: web.Request) -> web.Response:
    names = (await request.json())["cities"]
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(locate(request.app[HTTP], name)) for name in names]  # ok: lost-task, sequential-awaits
    return web.json_response([task.result() for task in tasks])  # ok: blocking-call


async def locate(http: aiohttp.ClientSession, city: str) -> dict:
    async with http.get("https://geo.example/find", params={"q": city}) as reply:  # ok: request-without-timeout
        return await reply.json()


@routes.get("/export")
async def export(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    async with request.app[DB].acquire() as conn, conn.transaction():  # ok: client-per-call
        async for row in conn.cursor("select * from person"):
            await response.write(json.dumps(dict(row)).encode() + b"\n")  # ok: sequential-awaits, cpu-in-coroutine
    return response


async def sweep(app: web.Application) -> None:
    while True:  # ok: busy-wait
        await asyncio.sleep(3600)
        with suppress(asyncpg.PostgresError):
            await app[DB].execute("delete from person where name = ''")  # ok: sequential-awaits


async def lifetime(app: web.Application):
    app[DB] = await asyncpg.create_pool(os.environ["DSN"], command_timeout=5)  # ok: client-per-call
    app[HTTP] = aiohttp.ClientSession()  # ok: client-per-call
    app[SWEEP] = asyncio.create_task(sweep(app))  # ok: lost-task
    yield
    app[SWEEP].cancel()
    with suppress(asyncio.CancelledError):
        await app[SWEEP]
    await app[HTTP].close()
    await app[DB].close()


@web.middleware
async def timing(request: web.Request, handler):
    loop = asyncio.get_running_loop()
    started = loop.time()
    try:
        return await handler(request)
    finally:
        log.info("%s %.3f", request.path, loop.time() - started)  # ok: blocking-call


def make_app() -> web.Application:
    app = web.Application(middlewares=[timing])
    app.cleanup_ctx.append(lifetime)
    app.add_routes(routes)
    return app


if __name__ == "__main__":
    web.run_app(make_app())  # ok: nested-event-loop
