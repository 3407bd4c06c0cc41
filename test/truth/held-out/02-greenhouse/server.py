"""Greenhouse control on Sanic: listeners, middleware, background tasks, a feed over a web socket."""
import asyncio
import random
import sqlite3
import subprocess
from pathlib import Path
from time import sleep

import redis.asyncio as redis
from sanic import Sanic, Websocket
from sanic.log import logger
from sanic.response import json, text

app = Sanic("greenhouse")
LIMITS = {"north": (12, 31), "south": (14, 34)}
stop = False


def open_log() -> sqlite3.Connection:
    return sqlite3.connect("greenhouse.db")


@app.before_server_start
async def connect(app, loop):
    app.ctx.redis = redis.from_url("redis://cache", socket_timeout=2)  # ok: blocking-call
    app.ctx.log = open_log()  # expect: blocking-chain


@app.after_server_start
async def start_watch(app, loop):
    app.add_task(watch(app))  # ok: lost-task, unawaited-coroutine
    loop.create_task(vent_forever(app))  # expect: lost-task
    app.ctx.beat = asyncio.create_task(heartbeat(app))  # ok: lost-task


async def heartbeat(app):
    while True:  # ok: busy-wait
        await app.ctx.redis.set("alive", 1, ex=30)
        await asyncio.sleep(10)


async def watch(app):
    while not stop:  # ok: busy-wait
        for house in LIMITS:
            value = await app.ctx.redis.get(f"temp:{house}")  # expect: sequential-awaits
            remember(app.ctx.log, house, float(value or 0))  # expect: blocking-chain, io-in-loop
        await asyncio.sleep(60)


def remember(log: sqlite3.Connection, house: str, value: float):
    log.execute("insert into reading values (?, ?)", (house, value))
    log.commit()


async def vent_forever(app):
    while True:
        order = await app.ctx.redis.blpop("vents")
        logger.info("vent order %s", order)
        sleep(0.5)  # expect: blocking-call


@app.middleware("request")
async def check_key(request):
    keys = Path("/etc/greenhouse/keys").read_text().split()  # expect: blocking-call
    if request.headers.get("x-key") not in keys:
        return text("no", status=403)


@app.get("/temp/<house>")
async def temperature(request, house):
    value = await request.app.ctx.redis.get(f"temp:{house}")
    low, high = LIMITS[house]
    return json({"house": house, "ok": low <= float(value) <= high})


@app.get("/forecast/<house>")
async def forecast(request, house):
    hours = int(request.args.get("hours", 48))
    runs = int(request.args.get("runs", 2000))
    total = 0.0
    for _ in range(runs):  # expect: cpu-in-coroutine, hot-loop
        value = 20.0
        for hour in range(hours):
            value += random.gauss(0, 0.4) - 0.02 * (value - 20) * (hour % 24) / 12
        total += value
    return json({"mean": total / runs})


@app.get("/history/<house>")
def history(request, house):
    usage = subprocess.check_output(["du", "-s", f"/data/{house}"])  # expect: blocking-call
    return json({"kilobytes": int(usage.split()[0])})


@app.websocket("/feed")
async def feed(request, ws: Websocket):
    while True:  # ok: busy-wait
        message = await ws.recv()
        await request.app.ctx.redis.publish("feed", message)  # ok: sequential-awaits
        ws.send("ack")  # expect: unawaited-coroutine


@app.post("/restart")
async def restart(request):
    process = await asyncio.create_subprocess_exec("systemctl", "restart", "vents")  # ok: blocking-call
    await process.wait()  # ok: blocking-call
    return text(str(process.returncode))


@app.delete("/history")
async def forget(request):
    await asyncio.to_thread(Path("history.csv").unlink, missing_ok=True)  # ok: blocking-call, gil-bound-offload
    return text("gone")


if __name__ == "__main__":
    app.run(host="0.0.0.0", port=8000)  # ok: nested-event-loop, blocking-call
