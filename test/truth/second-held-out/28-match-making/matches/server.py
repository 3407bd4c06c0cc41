from __future__ import annotations

import asyncio
import threading
import urllib.request
from http import HTTPStatus

import grpc
import redis
import requests
from aiohttp import web

from .rating import pairings
from .season import Season

season_lock = threading.Lock()
broker = redis.Redis(host="broker", socket_timeout=1)


class MatchServer:
    def __init__(self, season: Season) -> None:
        self.season = season
        self.lock = asyncio.Lock()
        self.waiting: list[str] = []

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/best", self.best),
            web.post("/join/{player}", self.join),
            web.post("/run", self.run),
            web.view("/pairs", Pairs),
        ]

    async def best(self, request: web.Request) -> web.Response:
        async with self.lock:  # ok: lock-in-coroutine
            if season_lock.acquire(blocking=False):  # ok: lock-in-coroutine
                season_lock.release()
            return web.Response(text=self.season.ratings.best())

    async def join(self, request: web.Request) -> web.Response:
        player = request.match_info["player"]
        with season_lock:  # expect: lock-in-coroutine
            self.waiting.append(player)
        broker.publish("joined", player)  # expect: blocking-call
        requests.post("https://league.example/join", json={"player": player})  # expect: blocking-call, request-without-timeout
        return web.Response(status=HTTPStatus.ACCEPTED)

    async def run(self, request: web.Request) -> web.Response:
        await asyncio.to_thread(self.season.ratings.bump)  # ok: blocking-chain, gil-bound-offload
        return web.Response(text=str(self.season.ratings.version))


class Pairs(web.View):
    async def get(self) -> web.Response:
        players = self.request.query.getall("player")
        return web.json_response(pairings(players))  # expect: cpu-in-coroutine

    async def post(self) -> web.Response:
        players = await self.request.json()
        pairs = await asyncio.to_thread(pairings, players)  # expect: gil-bound-offload
        return web.json_response(pairs)


async def rules() -> str:
    def read() -> str:
        with urllib.request.urlopen("https://league.example/rules") as reply:  # ok: blocking-call
            return reply.read().decode()

    return await asyncio.to_thread(read)  # ok: blocking-chain


async def rules_now() -> str:
    def read() -> str:
        with urllib.request.urlopen("https://league.example/rules") as reply:  # expect: request-without-timeout
            return reply.read().decode()

    return read()  # expect: blocking-chain


def check(target: str) -> None:
    channel = grpc.insecure_channel(target)
    grpc.channel_ready_future(channel).result(timeout=5)  # ok: request-without-timeout


def main(season: Season) -> None:
    server = MatchServer(season)
    app = web.Application()
    app.add_routes(server.routes())
    web.run_app(app)  # ok: nested-event-loop
