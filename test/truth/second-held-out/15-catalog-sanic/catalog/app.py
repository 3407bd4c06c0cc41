from __future__ import annotations

import asyncio
import time

import aiofiles
import httpx
from sanic import Blueprint, Request, Sanic, json, text
from sanic.views import HTTPMethodView

from .search import best, prefixes
from .stock import Stock, rate, stock

app = Sanic("catalog")
items = Blueprint("items", url_prefix="/items")


@app.before_server_start
async def start(app: Sanic) -> None:
    app.ctx.http = httpx.AsyncClient()  # ok: client-per-call
    app.ctx.stock = stock()  # ok: blocking-chain
    app.ctx.titles = []
    app.add_task(refresh(app))  # ok: lost-task, unawaited-coroutine


@app.after_server_stop
async def stop(app: Sanic) -> None:
    await app.ctx.http.aclose()


@app.middleware("request")
async def stamp(request: Request) -> None:
    request.ctx.started = time.perf_counter()
    with open("/var/log/catalog.log", "a") as log:  # expect: blocking-call
        print(request.path, file=log)


async def refresh(app: Sanic) -> None:
    while True:  # ok: busy-wait
        async with aiofiles.open("titles.txt") as handle:  # ok: blocking-call
            app.ctx.titles = [line.strip() async for line in handle]
        await asyncio.sleep(300)


@items.get("/<sku:str>")
async def show(request: Request, sku: str):
    found = stock().find(sku)  # expect: blocking-chain
    return json(found, status=200 if found else 404)


@items.get("/<sku:str>/later")
async def show_later(request: Request, sku: str):
    store: Stock = stock()
    return json(await store.find_later(store.key(sku)))  # ok: blocking-chain, blocking-call


@app.get("/rate/<currency:str>")
def show_rate(request: Request, currency: str):
    return text(str(rate(currency)))  # expect: blocking-chain


@app.get("/ping")
def ping(request: Request):
    return text("pong")


class Search(HTTPMethodView):
    async def get(self, request: Request):
        query = request.args.get("q", "")
        return json(best(query, request.app.ctx.titles))  # expect: cpu-in-coroutine

    async def post(self, request: Request):
        titles = request.json["titles"]
        found = await asyncio.to_thread(best, request.json["q"], titles)  # expect: gil-bound-offload
        return json(found)

    async def head(self, request: Request):
        return text(",".join(prefixes(request.args.get("q", ""))))  # ok: cpu-in-coroutine


@app.post("/hooks")
async def hooks(request: Request):
    for url in request.json["urls"]:
        await request.app.ctx.http.post(url, json={"kind": "catalog"})  # expect: sequential-awaits
    return text("ok")


@app.get("/supplier")
async def supplier(request: Request):
    async with httpx.AsyncClient(timeout=None) as client:  # expect: client-per-call
        reply = await client.get("https://supplier.example/list")  # expect: request-without-timeout
    return json(reply.json())


app.blueprint(items)
app.add_route(Search.as_view(), "/search")
