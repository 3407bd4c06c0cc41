"""Ticket shop over Sanic, with a Redis basket and a payment provider."""
import asyncio
import queue
import random
import secrets
import shutil
import smtplib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import httpx
import redis
import redis.asyncio
from sanic import Sanic, response

from seats import SeatMap, Waitlist

app = Sanic("tickets")
seats = SeatMap(40, 60)
waitlist = Waitlist()
mails: "queue.Queue[str]" = queue.Queue()
events: "asyncio.Queue[str]" = asyncio.Queue()
pool = ThreadPoolExecutor(4)
hold_lock = threading.Lock()
async_lock = asyncio.Lock()
open_for_sale = False


@app.before_server_start
async def set_up(app, loop):
    app.ctx.basket = redis.asyncio.Redis(socket_timeout=1)  # ok: client-per-call
    app.ctx.http = httpx.AsyncClient(timeout=8)  # ok: client-per-call
    app.ctx.legacy = redis.Redis(host="legacy", socket_timeout=1)  # ok: client-per-call
    app.ctx.tasks = set()


@app.post("/hold/<row:int>/<seat:int>")
async def hold(request, row: int, seat: int):
    with hold_lock:  # expect: lock-in-coroutine
        if not seats.take(row, seat):
            return response.json({"held": False}, status=409)
    request.app.ctx.legacy.set(f"{row}-{seat}", "held")  # expect: blocking-call  # ok: request-without-timeout
    await request.app.ctx.basket.set(f"{row}-{seat}", secrets.token_hex(8))  # ok: blocking-call, request-without-timeout
    return response.json({"held": True})


@app.post("/swap")
async def swap(request):
    async with async_lock:  # ok: lock-in-coroutine
        moved = seats.swap(tuple(request.json["a"]), tuple(request.json["b"]))
        await asyncio.sleep(0)
    return response.json({"moved": moved})


@app.post("/pay")
async def pay(request):
    paid = await request.app.ctx.http.post("https://pay.example/charge", json=request.json)  # ok: request-without-timeout
    mails.put(request.json["mail"])  # ok: blocking-call
    task = request.app.add_task(confirm(request.json["mail"]))  # ok: lost-task, unawaited-coroutine
    request.app.ctx.tasks.add(task)
    return response.json({"status": paid.status_code})


@app.get("/stats")
async def stats(request):
    loop = asyncio.get_running_loop()
    pending = loop.run_in_executor(pool, shutil.disk_usage, "/")  # ok: blocking-call, unawaited-coroutine
    event = await events.get()  # ok: blocking-call
    usage = await pending
    return response.json({"event": event, "free": usage.free})


@app.get("/wait")
async def wait(request):
    position = pool.submit(waitlist.position, request.args.get("name")).result()  # expect: blocking-call
    return response.json({"position": position})


@app.get("/sale")
async def sale(request):
    while not open_for_sale:  # expect: busy-wait
        await asyncio.sleep(0.2)
    return response.json({"open": True})


@app.get("/best/<size:int>")
async def best(request, size: int):
    block = seats.best_block(min(size, 8))  # ok: cpu-in-coroutine
    return response.json({"block": block})


@app.get("/layouts")
async def layouts(request):
    chosen = seats.layouts(request.json["groups"])  # expect: cpu-in-coroutine
    return response.json({"layouts": chosen})


@app.post("/mail")
async def mail(request):
    server = smtplib.SMTP("mail.example", timeout=5)  # expect: blocking-call  # ok: request-without-timeout
    server.sendmail("shop@example", request.json["to"], "Your tickets")  # expect: blocking-call
    return response.empty()


@app.post("/refund")
async def refund(request):
    async with httpx.AsyncClient(timeout=3) as client:  # expect: client-per-call
        for ticket in request.json["tickets"]:
            await client.post("https://pay.example/refund", json={"ticket": ticket})  # expect: sequential-awaits
    return response.empty()


@app.get("/reload")
async def reload(request):
    loop = asyncio.get_event_loop()
    loop.run_until_complete(confirm("owner@example"))  # expect: nested-event-loop
    return response.empty()


@app.post("/audit")
async def audit(request):
    auditor = threading.Thread(target=write_audit, args=(request.json,))  # ok: thread-per-item
    auditor.start()
    auditor.join()  # expect: blocking-call
    return response.empty()


def write_audit(entry: dict) -> None:
    with open("audit.txt", "a") as stream:
        stream.write(f"{datetime.now()} {entry}\n")


async def confirm(address: str) -> None:
    await asyncio.sleep(random.random())  # ok: blocking-call
    events.put_nowait(address)


async def confirm_all(addresses: list[str]) -> None:
    coroutines = []
    for address in addresses:
        coroutines.append(confirm(address))  # ok: unawaited-coroutine
    await asyncio.gather(*coroutines)
    confirm("owner@example")  # expect: unawaited-coroutine
    asyncio.sleep(1)  # expect: unawaited-coroutine
    hold_lock.acquire()  # expect: lock-in-coroutine
    time.sleep(0.01)  # expect: blocking-call
    hold_lock.release()


if __name__ == "__main__":
    app.run(port=8000)
