"""Relays map tiles between providers and browsers, with a disk cache and live positions."""
import asyncio
import gzip
import json
import logging
import os
import time
from pathlib import Path

import aiohttp
from aiohttp import web

from geometry import Track, douglas_peucker, nearest_pairs, tile_of

log = logging.getLogger("relay")
CACHE = Path(os.environ.get("TILE_CACHE", "/var/cache/tiles"))
SESSION = web.AppKey("session", aiohttp.ClientSession)
POSITIONS = web.AppKey("positions", dict)
sockets: set[web.WebSocketResponse] = set()
background: set[asyncio.Task] = set()


async def on_startup(app: web.Application) -> None:
    app[SESSION] = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10))  # ok: client-per-call
    app[POSITIONS] = {}


async def on_cleanup(app: web.Application) -> None:
    await app[SESSION].close()


def cached_path(z: int, x: int, y: int) -> Path:
    return CACHE / str(z) / str(x) / f"{y}.png"


def read_cached(path: Path) -> bytes | None:
    if not path.exists():
        return None
    return path.read_bytes()


def write_cached(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


async def tile(request: web.Request) -> web.Response:
    z, x, y = (int(request.match_info[name]) for name in "zxy")
    path = cached_path(z, x, y)  # ok: blocking-chain
    body = await asyncio.to_thread(read_cached, path)  # ok: blocking-chain, gil-bound-offload
    if body is None:
        async with request.app[SESSION].get(f"https://tiles.example/{z}/{x}/{y}.png") as answer:  # ok: request-without-timeout
            body = await answer.read()
        write_cached(path, body)  # expect: blocking-chain
    return web.Response(body=body, content_type="image/png")


async def elevation(request: web.Request) -> web.Response:
    async with aiohttp.ClientSession() as session:  # expect: client-per-call
        heights = []
        for point in request.query.getall("point"):
            answer = await session.get(f"https://heights.example/{point}")  # expect: sequential-awaits
            heights.append(answer.status)
    return web.json_response(heights)


async def upload_track(request: web.Request) -> web.Response:
    data = await request.read()
    track = Track.parse(gzip.decompress(data))
    simple = douglas_peucker(track.points, 0.0001)  # expect: cpu-in-coroutine
    tiles = {tile_of(lat, lon, 12) for lat, lon in simple}  # ok: cpu-in-coroutine
    task = asyncio.create_task(warm(request.app, sorted(tiles)))  # ok: lost-task
    background.add(task)
    task.add_done_callback(background.discard)
    asyncio.create_task(announce({"track": len(simple)}))  # expect: lost-task
    return web.json_response({"points": len(simple)})


async def warm(app: web.Application, tiles: list[tuple[int, int]]) -> None:
    limit = asyncio.Semaphore(4)

    async def one(x: int, y: int) -> None:
        async with limit:  # ok: lock-in-coroutine
            async with app[SESSION].get(f"https://tiles.example/12/{x}/{y}.png") as answer:
                await asyncio.to_thread(write_cached, cached_path(12, x, y), await answer.read())

    await asyncio.gather(*(one(x, y) for x, y in tiles))  # ok: sequential-awaits, unawaited-coroutine


async def announce(message: dict) -> None:
    text = json.dumps(message)  # ok: cpu-in-coroutine
    for socket in list(sockets):
        await socket.send_str(text)  # expect: sequential-awaits


async def positions(request: web.Request) -> web.WebSocketResponse:
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    sockets.add(socket)
    async for message in socket:
        body = message.json()
        request.app[POSITIONS][body["id"]] = (body["lat"], body["lon"])
        if body.get("log"):
            with open("positions.log", "a") as stream:  # expect: blocking-call
                stream.write(message.data + "\n")
        announce(body)  # expect: unawaited-coroutine
    sockets.discard(socket)
    return socket


async def meetings(request: web.Request) -> web.Response:
    known = request.app[POSITIONS]
    pairs = await asyncio.to_thread(nearest_pairs, known)  # expect: gil-bound-offload  # ok[3.14t]: gil-bound-offload
    return web.json_response(pairs)


async def drain(request: web.Request) -> web.Response:
    while sockets:  # expect: busy-wait
        await asyncio.sleep(0.2)
    time.sleep(0.5)  # expect: blocking-call
    return web.Response()


def make_app() -> web.Application:
    app = web.Application()
    app.on_startup.append(on_startup)
    app.on_cleanup.append(on_cleanup)
    app.add_routes(
        [
            web.get("/{z}/{x}/{y}.png", tile),
            web.get("/elevation", elevation),
            web.post("/tracks", upload_track),
            web.get("/positions", positions),
            web.get("/meetings", meetings),
            web.post("/drain", drain),
        ]
    )
    return app


if __name__ == "__main__":
    web.run_app(make_app())  # ok: nested-event-loop
