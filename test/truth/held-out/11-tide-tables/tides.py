"""Tide tables on Pyramid, with a WSGI pipeline and a cost-free harmonic sum."""
import math
import smtplib
import socket
import sqlite3
import time
import urllib.request
from wsgiref.simple_server import make_server

from pyramid.config import Configurator
from pyramid.response import Response
from pyramid.view import view_config, view_defaults

HARMONICS = [(2.1, 12.42, 0.3), (0.7, 12.0, 1.1), (0.4, 23.93, 2.0)]
conn = sqlite3.connect("tides.db", check_same_thread=False)  # expect: import-time-work  # ok: client-per-call


def height(hour):
    return sum(a * math.cos(2 * math.pi * hour / p + phase) for a, p, phase in HARMONICS)  # ok: hot-loop


def curve(hours):
    return [round(height(hour), 2) for hour in range(hours)]  # ok: hot-loop


@view_config(route_name="port", renderer="json")
def port(request):  # expect: sync-handler-io
    name = request.matchdict["name"]
    return {"name": name, "rows": conn.execute("select * from tide where port = ?", (name,)).fetchall()}


@view_config(route_name="curve", renderer="json")
def curve_view(request):  # ok: sync-handler-io
    return {"heights": curve(min(int(request.params.get("hours", 24)), 240))}


@view_config(route_name="buoy", renderer="json")
def buoy(request):  # expect: sync-handler-io
    with urllib.request.urlopen(f"https://buoy.example/{request.matchdict['id']}") as reply:  # expect: request-without-timeout
        return {"raw": reply.read().decode()}


@view_config(route_name="buoy_quick", renderer="json")
def buoy_quick(request):  # expect: sync-handler-io
    reply = urllib.request.urlopen("https://buoy.example/all", timeout=3)  # ok: request-without-timeout
    return {"raw": reply.read().decode()}


@view_config(route_name="radio", renderer="string")
def radio(request):  # expect: sync-handler-io
    with socket.create_connection(("radio.local", 7000)) as link:  # expect: request-without-timeout
        link.sendall(b"status\n")
        return link.recv(200).decode()


@view_defaults(route_name="alarm")
class Alarm:
    def __init__(self, request):
        self.request = request

    @view_config(request_method="GET", renderer="json")
    def show(self):  # ok: sync-handler-io
        return {"level": 4.2}

    @view_config(request_method="POST")
    def raise_alarm(self):  # expect: sync-handler-io
        with smtplib.SMTP("mail.local", timeout=5) as server:  # ok: request-without-timeout
            server.sendmail("tides@local", self.request.json_body["to"], "high water")
        return Response(status=202)


class Throttle:
    """WSGI middleware."""

    def __init__(self, app, seconds=0.01):
        self.app = app
        self.seconds = seconds

    def __call__(self, environ, start_response):  # expect: sync-handler-io
        time.sleep(self.seconds)
        return self.app(environ, start_response)


def main(settings=None):
    with Configurator(settings=settings or {}) as config:
        config.add_route("port", "/port/{name}")
        config.add_route("curve", "/curve")
        config.add_route("buoy", "/buoy/{id}")
        config.add_route("buoy_quick", "/buoy")
        config.add_route("radio", "/radio")
        config.add_route("alarm", "/alarm")
        config.scan()
        return config.make_wsgi_app()


if __name__ == "__main__":
    make_server("", 6543, Throttle(main())).serve_forever()  # ok: import-time-work
