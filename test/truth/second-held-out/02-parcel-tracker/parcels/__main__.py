from aiohttp import web

from . import build_application

if __name__ == "__main__":
    web.run_app(build_application(), port=8080)  # ok: nested-event-loop, blocking-call
