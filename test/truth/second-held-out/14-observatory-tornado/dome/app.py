from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import tornado.ioloop
import tornado.web
import tornado.websocket
from tornado.concurrent import run_on_executor
from tornado.httpclient import AsyncHTTPClient, HTTPClient

from .devices import Dark, Dome, stack


class BaseHandler(tornado.web.RequestHandler):
    def initialize(self, dome: Dome) -> None:
        self.dome = dome

    def prepare(self) -> None:
        self.set_header("X-Dome", self.dome.compass)  # ok: blocking-chain

    def frames(self) -> list[list[int]]:
        return json.loads(self.request.body)


class Shutter(BaseHandler):
    def get(self) -> None:
        self.write({"shutter": self.dome.shutter})  # expect: blocking-chain

    def post(self) -> None:
        self.dome.turn(float(self.get_argument("azimuth")))  # expect: blocking-chain
        self.set_status(204)


class Version(BaseHandler):
    executor = ThreadPoolExecutor(2)

    @run_on_executor
    def version(self) -> str:
        return Dome.version()  # ok: blocking-chain, blocking-call

    async def get(self) -> None:
        self.write(await self.version())  # ok: blocking-chain

    async def head(self) -> None:
        self.write(Dome.version())  # expect: blocking-chain


class Stacked(BaseHandler):
    async def post(self) -> None:
        loop = tornado.ioloop.IOLoop.current()
        picture = await loop.run_in_executor(None, stack, self.frames(), 3.0)  # expect: gil-bound-offload, cpu-in-coroutine
        self.write({"picture": picture})

    async def put(self) -> None:
        dark = Dark(4)
        frame = await tornado.ioloop.IOLoop.current().run_in_executor(None, dark)  # ok: blocking-chain, gil-bound-offload
        self.write(frame)

    async def patch(self) -> None:
        dark = Dark(0.5)
        self.write(dark())  # expect: blocking-chain


class Weather(BaseHandler):
    async def get(self) -> None:
        reply = await AsyncHTTPClient().fetch("http://weather.internal/now")  # ok: blocking-call, client-per-call, request-without-timeout
        self.write(reply.body)

    async def put(self) -> None:
        reply = HTTPClient().fetch("http://weather.internal/refresh", request_timeout=5)  # expect: nested-event-loop, client-per-call  # ok: request-without-timeout
        self.write(reply.body)


class Live(tornado.websocket.WebSocketHandler):
    listeners: set[Live] = set()

    def initialize(self, dome: Dome) -> None:
        self.dome = dome

    def open(self) -> None:
        self.listeners.add(self)

    def on_message(self, message: str) -> None:
        answer = self.dome.command(message)  # expect: blocking-chain
        self.write_message(answer)  # ok: unawaited-coroutine

    def on_close(self) -> None:
        self.listeners.discard(self)
        with Path("live.log").open("a") as log:  # expect: blocking-call
            print("closed", file=log)


def poll(dome: Dome) -> None:
    state = dome.shutter  # expect: blocking-chain
    for listener in Live.listeners:
        listener.write_message({"shutter": state})  # ok: sequential-awaits, unawaited-coroutine


async def warm(dome: Dome) -> None:
    await tornado.ioloop.IOLoop.current().run_in_executor(None, dome.turn, 0.0)  # ok: blocking-chain


def main() -> None:
    dome = Dome("dome.internal")
    shared = {"dome": dome}
    app = tornado.web.Application(
        [
            ("/shutter", Shutter, shared),
            ("/version", Version, shared),
            ("/stacked", Stacked, shared),
            ("/weather", Weather, shared),
            ("/live", Live, shared),
        ]
    )
    app.listen(8888)
    loop = tornado.ioloop.IOLoop.current()
    tornado.ioloop.PeriodicCallback(partial(poll, dome), 5000).start()  # ok: blocking-chain
    loop.spawn_callback(warm, dome)  # ok: lost-task, unawaited-coroutine
    loop.start()


if __name__ == "__main__":
    main()
