import json
from pathlib import Path

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from .align import distance, shift, to_vtt
from .middleware import BanList, Meter, Stamp

STORE = Path("/var/captions")


def keep(name: str, text: str) -> None:
    (STORE / name).write_text(text)  # ok: blocking-call


async def compare(request: Request):
    body = await request.json()
    score = distance(body["left"], body["right"])  # expect: cpu-in-coroutine
    return JSONResponse({"distance": score})


async def compare_aside(request: Request):
    body = await request.json()
    score = await run_in_threadpool(distance, body["left"], body["right"])  # expect: gil-bound-offload
    return JSONResponse({"distance": score})


async def compare_anyio(request: Request):
    body = await request.json()
    score = await anyio.to_thread.run_sync(distance, body["left"], body["right"])  # expect: gil-bound-offload
    return JSONResponse({"distance": score})


async def compare_process(request: Request):
    from anyio import to_process

    body = await request.json()
    return JSONResponse({"distance": await to_process.run_sync(distance, body["left"], body["right"])})  # expect: process-pool-tax  # ok: gil-bound-offload, cpu-in-coroutine


async def retime(request: Request):
    body = await request.json()
    text = to_vtt(shift(body["cues"], float(body["by"])))  # ok: cpu-in-coroutine
    return PlainTextResponse(text, background=BackgroundTask(keep, "last.vtt", text))  # ok: blocking-chain


async def load(request: Request):
    cues = json.loads((STORE / request.path_params["name"]).read_text())  # expect: blocking-call, cpu-in-coroutine
    return JSONResponse(cues)


async def load_well(request: Request):
    raw = await anyio.Path(STORE / request.path_params["name"]).read_text()  # ok: blocking-call
    return PlainTextResponse(raw)


def health(request: Request):
    return PlainTextResponse("ok" if STORE.is_dir() else "lost", 200)  # ok: blocking-call


app = Starlette(
    routes=[
        Route("/compare", compare, methods=["POST"]),
        Route("/compare/aside", compare_aside, methods=["POST"]),
        Route("/compare/anyio", compare_anyio, methods=["POST"]),
        Route("/compare/process", compare_process, methods=["POST"]),
        Route("/retime", retime, methods=["POST"]),
        Route("/{name}", load),
        Route("/well/{name}", load_well),
        Route("/health", health),
    ],
    middleware=[Middleware(BanList), Middleware(Meter), Middleware(Stamp)],
)
