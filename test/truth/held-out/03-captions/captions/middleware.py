"""What every request passes through."""
import threading
import time
import urllib.request

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse


def is_banned(address: str) -> bool:
    with urllib.request.urlopen(f"http://bans.internal/{address}") as reply:  # expect: request-without-timeout
        return reply.read() == b"yes"


class BanList(BaseHTTPMiddleware):
    async def dispatch(self, request: Request, call_next):
        if is_banned(request.client.host):  # expect: blocking-chain
            return PlainTextResponse("banned", status_code=403)
        return await call_next(request)


class Meter:
    """Pure ASGI middleware with a tally."""

    def __init__(self, app):
        self.app = app
        self.lock = threading.Lock()
        self.seen = 0

    async def __call__(self, scope, receive, send):
        started = time.perf_counter()  # ok: blocking-call
        with self.lock:  # expect: lock-in-coroutine
            self.seen += 1  # ok: shared-state-race
            await self.app(scope, receive, send)
        if time.perf_counter() - started > 2:
            self.penalise()  # expect: blocking-chain

    def penalise(self):
        time.sleep(0.05)


class Stamp:
    def __init__(self, app, name="x-stamp"):
        self.app, self.name = app, name

    async def __call__(self, scope, receive, send):
        async def stamped(message):
            if message["type"] == "http.response.start":
                message["headers"].append((self.name.encode(), b"1"))
            await send(message)

        await self.app(scope, receive, stamped)  # ok: sequential-awaits
