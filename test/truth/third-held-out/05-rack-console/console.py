"""Tornado console for a server rack."""
import asyncio
import hashlib
import os
import shutil
import socket
import subprocess

import requests
import tornado.ioloop
import tornado.web
from tornado.httpclient import AsyncHTTPClient

BMC_TIMEOUT = 4
history: list[dict] = []


def bmc_power(host: str) -> str:
    answer = requests.get(f"https://{host}/power")  # expect: request-without-timeout
    return answer.json()["state"]


def bmc_fan(host: str) -> int:
    return requests.get(f"https://{host}/fan", timeout=BMC_TIMEOUT).json()["rpm"]  # ok: request-without-timeout


def checksum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


class PowerHandler(tornado.web.RequestHandler):
    async def get(self, host: str):
        state = bmc_power(host)  # expect: blocking-chain
        self.write({"host": host, "state": state})

    def post(self, host: str):
        subprocess.check_call(["ipmitool", "-H", host, "power", "cycle"])  # expect: blocking-call
        self.write({"host": host})


class FanHandler(tornado.web.RequestHandler):
    async def get(self, host: str):
        loop = tornado.ioloop.IOLoop.current()
        rpm = await loop.run_in_executor(None, bmc_fan, host)  # ok: blocking-chain, gil-bound-offload
        self.write({"rpm": rpm})


class FirmwareHandler(tornado.web.RequestHandler):
    async def post(self, host: str):
        digest = checksum(self.request.body)  # ok: cpu-in-coroutine, blocking-chain
        shutil.rmtree(f"/srv/firmware/{host}", ignore_errors=True)  # expect: blocking-call
        target = os.path.join("/srv/firmware", host, digest)  # ok: blocking-call
        client = AsyncHTTPClient()  # ok: client-per-call
        await client.fetch(f"https://{host}/stage?path={target}")  # ok: request-without-timeout
        self.set_status(202)


class InventoryHandler(tornado.web.RequestHandler):
    async def get(self):
        client = AsyncHTTPClient()
        found = []
        for host in self.application.settings["hosts"]:
            answer = await client.fetch(f"https://{host}/inventory")  # expect: sequential-awaits
            found.append({"url": answer.effective_url, "code": answer.code})
        self.write({"hosts": found})


class ResolveHandler(tornado.web.RequestHandler):
    def get(self, name: str):
        address = socket.gethostbyname(name)  # expect: blocking-call
        self.write({"address": address, "seen": len(history)})


class PairsHandler(tornado.web.RequestHandler):
    async def get(self):
        clashes = 0
        for left in history:  # expect: cpu-in-coroutine, hot-loop
            for right in history:
                if left is not right and left["port"] == right["port"]:
                    clashes += 1
        self.write({"clashes": clashes})


def sample() -> None:
    history.append({"port": len(history) % 48, "load": os.getloadavg()[0]})  # ok: blocking-call
    if len(history) > 5000:
        del history[:1000]


async def refresh_page() -> dict:
    return asyncio.get_event_loop().run_until_complete(asyncio.sleep(0, {"ok": True}))  # expect: nested-event-loop


def make_app(hosts: list[str]) -> tornado.web.Application:
    return tornado.web.Application(
        [
            (r"/power/(.+)", PowerHandler),
            (r"/fan/(.+)", FanHandler),
            (r"/firmware/(.+)", FirmwareHandler),
            (r"/inventory", InventoryHandler),
            (r"/resolve/(.+)", ResolveHandler),
            (r"/pairs", PairsHandler),
        ],
        hosts=hosts,
    )


def main() -> None:
    app = make_app(os.environ.get("HOSTS", "").split())
    app.listen(8888)
    tornado.ioloop.PeriodicCallback(sample, 1000).start()
    tornado.ioloop.IOLoop.current().start()  # ok: nested-event-loop


if __name__ == "__main__":
    main()
