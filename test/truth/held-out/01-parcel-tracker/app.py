"""Parcel tracking on Litestar: plain and async handlers, a dependency and a guard."""
import json
import socket
import subprocess
import time
from dataclasses import dataclass

import httpx
import psycopg
import requests
from litestar import Controller, Litestar, Request, get, post
from litestar.di import Provide

CARRIERS = {"dash": "https://dash.example/v2", "snail": "https://snail.example/api"}
session = requests.Session()


@dataclass
class Parcel:
    code: str
    carrier: str
    grams: int = 0


async def provide_http(request: Request) -> httpx.AsyncClient:
    return request.app.state.http  # ok: client-per-call


def read_ledger(code: str) -> Parcel | None:
    with psycopg.connect("dbname=parcels connect_timeout=3 options='-c statement_timeout=4000'") as conn:  # expect: client-per-call
        row = conn.execute("select code, carrier, grams from parcel where code = %s", [code]).fetchone()
    return Parcel(*row) if row else None


def print_label(parcel: Parcel) -> int:
    return subprocess.call(["lp", "-d", "labels", parcel.code])


@get("/parcel/{code:str}")
async def show(code: str) -> dict:
    parcel = read_ledger(code)  # expect: blocking-chain
    return {"code": code, "known": parcel is not None}


@get("/parcel/{code:str}/plain", sync_to_thread=True)
def show_plain(code: str) -> dict:
    parcel = read_ledger(code)  # ok: blocking-chain, blocking-call
    return {"code": code, "grams": parcel.grams if parcel else None}


@get("/ping", sync_to_thread=False)
def ping() -> str:
    return socket.gethostbyname("dash.example")  # expect: blocking-call


@get("/where/{code:str}")
async def where(code: str, http: httpx.AsyncClient) -> dict:
    stops = []
    for base in CARRIERS.values():
        reply = await http.get(f"{base}/where/{code}", timeout=4)  # expect: sequential-awaits
        stops.extend(reply.json()["stops"])
    return {"stops": stops}


@post("/label")
async def label(data: dict) -> dict:
    parcel = Parcel(**data)
    status = print_label(parcel)  # expect: blocking-chain
    time.sleep(0.2)  # expect: blocking-call
    return {"printed": status == 0}


@post("/quote")
async def quote(request: Request) -> dict:
    reply = session.post(f"{CARRIERS['dash']}/quote", data=await request.body())  # expect: blocking-call, request-without-timeout
    return reply.json()


class Depot(Controller):
    path = "/depot"

    @get("/{name:str}")
    async def list_parcels(self, name: str, http: httpx.AsyncClient) -> dict:
        reply = await http.get(f"https://depot.example/{name}", timeout=2)  # ok: request-without-timeout
        return {"parcels": reply.json()}

    @post("/{name:str}/close")
    async def close(self, name: str) -> dict:
        async with httpx.AsyncClient() as client:  # expect: client-per-call
            reply = await client.post(f"https://depot.example/{name}/close")  # ok: request-without-timeout
        return {"closed": reply.status_code == 204}

    @post("/import")
    async def import_all(self, request: Request) -> dict:
        listing = json.loads(await request.body())  # expect: cpu-in-coroutine
        return {"count": len(listing)}


async def open_http(app: Litestar) -> None:
    app.state.http = httpx.AsyncClient()  # ok: client-per-call


app = Litestar(
    route_handlers=[show, show_plain, ping, where, label, quote, Depot],
    dependencies={"http": Provide(provide_http)},
    on_startup=[open_http],
)
