"""The operator's panel: Pyramid, with one plain WSGI callable in front for the load balancer."""
from __future__ import annotations

import time
from wsgiref.simple_server import make_server

import psycopg
import redis
from pyramid.config import Configurator
from pyramid.response import Response
from pyramid.view import view_config, view_defaults

broker = redis.Redis(host="broker", socket_timeout=1)  # ok: import-time-work, client-per-call
LINES = [f"line {number}" for number in range(1, 30)]  # ok: import-time-work


@view_config(route_name="sales", renderer="json")
def sales(request):  # expect: sync-handler-io
    with psycopg.connect("dbname=sales", connect_timeout=2, options="-c statement_timeout=2000") as connection:  # expect: client-per-call
        return {"rows": connection.execute("select zone, count(*) from sale group by zone").fetchall()}


@view_config(route_name="lines", renderer="json")
def lines(request):  # ok: sync-handler-io
    return {"lines": LINES}


@view_defaults(route_name="alarm")
class Alarm:
    def __init__(self, request) -> None:
        self.request = request

    @view_config(request_method="GET")
    def show(self):  # expect: sync-handler-io
        return Response(broker.get("alarm") or b"none")

    @view_config(request_method="DELETE")
    def reset(self):  # ok: sync-handler-io
        return Response(status=405)


def panel():
    with Configurator() as config:
        config.add_route("sales", "/sales")
        config.add_route("lines", "/lines")
        config.add_route("alarm", "/alarm")
        config.scan()
        return config.make_wsgi_app()


if __name__ == "__main__":
    server = make_server("", 6543, panel())
    while True:  # ok: busy-wait
        server.handle_request()
        time.sleep(0)
