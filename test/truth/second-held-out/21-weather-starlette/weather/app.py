from __future__ import annotations

import contextlib
import json
import os
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import anyio.to_thread
import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask, BackgroundTasks
from starlette.concurrency import run_in_threadpool
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, StreamingResponse
from starlette.routing import Route, WebSocketRoute

from .station import Archive, Reading, mean, smooth

archive = Archive(Path("/srv/weather/readings.txt"))
served = 0


class Hostname(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        response = await call_next(request)
        response.headers["X-Host"] = Path("/etc/hostname").read_text().strip()  # expect: blocking-call
        return response


class Timing:
    """Plain ASGI middleware."""

    def __init__(self, app) -> None:
        self.app = app

    async def __call__(self, scope, receive, send) -> None:
        started = time.perf_counter()
        await self.app(scope, receive, send)
        self.note(time.perf_counter() - started)  # expect: blocking-chain

    def note(self, seconds: float) -> None:
        with open("/var/log/weather-timing", "a") as log:
            log.write(f"{seconds}\n")


@contextlib.asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[dict]:
    shutil.copy("/srv/weather/readings.txt", "/srv/weather/readings.bak")  # expect: blocking-call
    async with httpx.AsyncClient() as client:  # ok: client-per-call
        yield {"client": client}


async def current(request: Request) -> JSONResponse:
    reply = await request.state.client.get("https://radar.example/now")  # ok: blocking-call
    return JSONResponse(reply.json())


async def all_readings(request: Request) -> StreamingResponse:
    readings = archive.readings()  # ok: blocking-chain
    return StreamingResponse((json.dumps(reading.celsius) for reading in readings))  # ok: blocking-chain


async def last(request: Request) -> JSONResponse:
    temperature = 0.0
    for reading in archive.readings():  # expect: blocking-chain
        temperature = reading.celsius
    return JSONResponse({"station": archive.name(), "celsius": temperature})  # ok: blocking-chain


async def smoothed(request: Request) -> JSONResponse:
    values = await request.json()
    if request.query_params.get("aside"):
        return JSONResponse(await run_in_threadpool(smooth, values, 9))  # expect: gil-bound-offload
    return JSONResponse({"smooth": smooth(values, 9), "mean": mean(values)})  # expect: cpu-in-coroutine


async def append(request: Request) -> JSONResponse:
    reading = Reading(**await request.json())
    task = BackgroundTask(archive.append, reading)  # ok: blocking-chain
    return JSONResponse({}, status_code=202, background=task)


async def append_many(request: Request) -> JSONResponse:
    tasks = BackgroundTasks()
    for row in await request.json():
        tasks.add_task(archive.append, Reading(**row))  # ok: blocking-chain
    tasks.add_task(rotate)
    return JSONResponse({}, status_code=202, background=tasks)


async def rotate() -> None:
    if os.stat(archive.path).st_size > 1 << 30:  # ok: unbounded-int, blocking-call
        await anyio.to_thread.run_sync(shutil.move, archive.path, "/srv/weather/old.txt")  # ok: blocking-call


def visits(request: Request) -> PlainTextResponse:  # ok: sync-handler-io
    global served
    served += 1  # expect: shared-state-race
    time.sleep(0.01)  # ok: blocking-call
    return PlainTextResponse(str(served))


class Chart(HTTPEndpoint):
    async def get(self, request: Request) -> FileResponse:
        return FileResponse("/srv/weather/chart.png")  # ok: blocking-call

    async def put(self, request: Request) -> JSONResponse:
        body = await request.body()
        Path("/srv/weather/chart.png").write_bytes(body)  # expect: blocking-call
        return JSONResponse({})

    def delete(self, request: Request) -> JSONResponse:
        Path("/srv/weather/chart.png").unlink()  # ok: blocking-call
        return JSONResponse({})


class Live(WebSocketEndpoint):
    encoding = "json"

    async def on_receive(self, websocket, data) -> None:
        archive.append(Reading(**data))  # expect: blocking-chain
        websocket.send_json({"ok": True})  # expect: unawaited-coroutine

    async def on_disconnect(self, websocket, close_code) -> None:
        print("gone", close_code)


async def table(request: Request) -> JSONResponse:
    rows = json.loads(await request.body())  # expect: cpu-in-coroutine
    return JSONResponse({"rows": len(rows)})


app = Starlette(
    routes=[
        Route("/now", current),
        Route("/readings", all_readings),
        Route("/last", last),
        Route("/smooth", smoothed, methods=["POST"]),
        Route("/append", append, methods=["POST"]),
        Route("/append-many", append_many, methods=["POST"]),
        Route("/visits", visits),
        Route("/chart", Chart),
        Route("/table", table, methods=["POST"]),
        WebSocketRoute("/live", Live),
    ],
    middleware=[Middleware(Hostname), Middleware(Timing)],
    lifespan=lifespan,
)
