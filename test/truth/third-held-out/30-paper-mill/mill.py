"""Document service over Starlette and anyio: rendering, diffing, zipping."""
import functools
import io
import json
import os
import subprocess
import tempfile
import threading
import time
import urllib.request
import zipfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Process, Queue
from pathlib import Path

import anyio
import httpx
from anyio import to_process, to_thread
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from diffing import common_lines, line_diff, render_table

STORE = Path("documents")
limiter = anyio.CapacityLimiter(4)
pool = ProcessPoolExecutor(2)
counts = {"rendered": 0}
counts_lock = threading.Lock()


def to_pdf(source: bytes) -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".html") as page:
        page.write(source)
        page.flush()
        return subprocess.run(["wkhtmltopdf", page.name, "-"], capture_output=True).stdout


def zip_all(paths: list[Path]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in paths:
            archive.write(path)
    return buffer.getvalue()


def read_document(name: str) -> str:
    return (STORE / name).read_text()


def title_of(text: str) -> str:
    buffer = io.StringIO(text)
    return buffer.readline().strip()


def load_manifest() -> dict:
    return json.loads((STORE / "manifest.json").read_text())


async def render(request):
    body = await request.body()
    pdf = await to_thread.run_sync(to_pdf, body, limiter=limiter)  # ok: gil-bound-offload, blocking-chain
    with counts_lock:  # expect: lock-in-coroutine
        counts["rendered"] += 1
    return Response(pdf, media_type="application/pdf", background=BackgroundTask(note, "rendered"))  # ok: blocking-chain


async def show(request):
    text = read_document(request.path_params["name"])  # expect: blocking-chain
    return JSONResponse({"title": title_of(text)})  # ok: blocking-chain


async def show_async(request):
    path = anyio.Path(STORE / request.path_params["name"])
    text = await path.read_text()  # ok: blocking-call
    return JSONResponse({"title": title_of(text)})


async def diff(request):
    left, right = await request.json()
    lines = await to_thread.run_sync(line_diff, left.splitlines(), right.splitlines())  # expect: gil-bound-offload
    return JSONResponse(lines)


async def diff_process(request):
    left, right = await request.json()
    lines = await to_process.run_sync(line_diff, left.splitlines(), right.splitlines())  # expect: process-pool-tax  # ok: gil-bound-offload, cpu-in-coroutine
    return JSONResponse(lines)


async def diff_pool(request):
    left, right = await request.json()
    loop = __import__("asyncio").get_running_loop()  # ok: dynamic-code
    lines = await loop.run_in_executor(pool, functools.partial(line_diff, left.splitlines(), right.splitlines()))  # expect: process-pool-tax
    return JSONResponse(lines)


async def common(request):
    left, right = await request.json()
    return JSONResponse({"common": common_lines(left.splitlines(), right.splitlines())})  # expect: cpu-in-coroutine


async def table(request):
    return Response(render_table(3))  # ok: cpu-in-coroutine


async def bundle(request):
    names = await request.json()
    data = await to_thread.run_sync(zip_all, [STORE / name for name in names])  # ok: blocking-chain, gil-bound-offload
    return Response(data)


async def mirror(request):
    results = []
    async with httpx.AsyncClient() as client:  # expect: client-per-call
        for name in (await request.json())["names"]:
            answer = await client.get(f"https://mirror.example/{name}")  # expect: sequential-awaits
            results.append(answer.status_code)
    return JSONResponse(results)


async def parts(request):
    found = {}

    async def fetch(name: str) -> None:
        found[name] = await anyio.Path(STORE / name).read_bytes()

    async with anyio.create_task_group() as group:
        for name in request.query_params.getlist("name"):
            group.start_soon(fetch, name)  # ok: lost-task, sequential-awaits, unawaited-coroutine
    return Response(b"".join(found.values()))


class Manifest(HTTPEndpoint):
    async def get(self, request):
        return JSONResponse(load_manifest())  # expect: blocking-chain

    def post(self, request):
        return JSONResponse(load_manifest())  # ok: blocking-chain


class Progress(WebSocketEndpoint):
    encoding = "json"

    async def on_receive(self, websocket, data):
        os.system(f"touch progress-{data['id']}")  # expect: blocking-call
        while counts["rendered"] < data["until"]:  # expect: busy-wait
            await anyio.sleep(0.1)
        await websocket.send_json(counts)


def note(what: str) -> None:
    with open("notes.txt", "a") as stream:
        stream.write(what + "\n")


def ping_mirror() -> bool:
    return urllib.request.urlopen("https://mirror.example/ping", timeout=2).status == 200


async def startup() -> None:
    anyio.sleep(1)  # expect: unawaited-coroutine
    alive = await to_thread.run_sync(ping_mirror)  # ok: blocking-chain
    time.sleep(0 if alive else 5)  # expect: blocking-call


def renderer(jobs: Queue, results: Queue) -> None:
    while True:  # ok: busy-wait
        left, right = jobs.get()
        results.put(line_diff(left, right))


def start_renderers(jobs: Queue, results: Queue) -> list[Process]:
    processes = [Process(target=renderer, args=(jobs, results)) for _ in range(2)]  # ok: gil-bound-thread, thread-per-item, process-pool-tax
    for process in processes:
        process.start()
    return processes


app = Starlette(
    routes=[
        Route("/render", render, methods=["POST"]),
        Route("/show/{name}", show),
        Route("/show-async/{name}", show_async),
        Route("/diff", diff, methods=["POST"]),
        Route("/diff/process", diff_process, methods=["POST"]),
        Route("/diff/pool", diff_pool, methods=["POST"]),
        Route("/common", common, methods=["POST"]),
        Route("/table", table),
        Route("/bundle", bundle, methods=["POST"]),
        Route("/mirror", mirror, methods=["POST"]),
        Route("/parts", parts),
        Route("/manifest", Manifest),
        WebSocketRoute("/progress", Progress),
    ],
    on_startup=[startup],
)
