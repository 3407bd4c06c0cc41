from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
from quart import Quart, jsonify, request, websocket
from quart.utils import run_sync

from .feeds import Feeds, parse, restore

app = Quart(__name__)
state: dict[str, int] = {"uploads": 0}


@app.before_serving
async def start() -> None:
    app.feeds = Feeds(httpx.AsyncClient(timeout=20), Path("/srv/podcasts"))  # ok: client-per-call
    app.changed = asyncio.Event()


@app.after_serving
async def stop() -> None:
    await app.feeds.client.aclose()


@app.get("/feeds/<name>")
async def show(name: str):
    feeds: Feeds = app.feeds
    return jsonify(feeds.load(name) | {"age": feeds.age()})  # expect: blocking-chain, cpu-in-coroutine


@app.put("/feeds/<name>")
async def store(name: str):
    feeds: Feeds = app.feeds
    body = await request.get_json()
    await asyncio.to_thread(feeds.save, name, body)  # ok: blocking-chain, gil-bound-offload
    app.changed.set()
    return "", 204


@app.post("/import")
async def upload():
    body = await request.get_data()
    episodes = await run_sync(parse)(body)  # expect: gil-held-native  # ok: cpu-in-coroutine, blocking-chain
    state["uploads"] += 1  # ok: shared-state-race
    return jsonify(len(episodes))


@app.post("/restore")
async def restore_backup():
    table = await asyncio.to_thread(restore, await request.get_data())  # expect: gil-held-native
    return jsonify(len(table))


@app.get("/about")
def about():
    return Path("/srv/podcasts/about.html").read_text()  # ok: blocking-call


@app.post("/refresh")
async def refresh():
    app.add_background_task(app.feeds.refresh, (await request.get_json())["urls"])  # ok: lost-task, unawaited-coroutine
    asyncio.get_running_loop().create_task(push_later("refresh"))  # expect: lost-task
    return "", 202


async def push_later(kind: str) -> None:
    await asyncio.sleep(5)
    print(kind)


@app.websocket("/live")
async def live() -> None:
    while True:  # ok: busy-wait
        await app.changed.wait()  # ok: blocking-call
        app.changed.clear()
        await websocket.send_json(state)  # ok: sequential-awaits


@app.cli.command("reload")
def reload() -> None:
    asyncio.run(push_later("reload"))  # ok: nested-event-loop


def push_and_wait(kind: str) -> None:
    asyncio.run(push_later(kind))


@app.post("/push")
async def push():
    push_and_wait("push")  # expect: nested-event-loop
    return "", 204


@app.post("/push-aside")
async def push_aside():
    await asyncio.to_thread(push_and_wait, "push")  # ok: nested-event-loop
    return "", 204
