"""The ticket kiosk of the tram company.  Bottle, because it runs on the machines themselves."""
from __future__ import annotations

import json
import subprocess
import urllib.request
from contextlib import closing

import bottle

from .store import Memory, Tickets

BACK_OFFICE = "http://backoffice.internal"


class Kiosk:
    def __init__(self, tickets: Tickets) -> None:
        self.tickets = tickets
        self.demo = Memory()
        self.app = bottle.Bottle()
        self.app.route("/tickets/<number:int>", "GET", self.show)
        self.app.route("/tickets/<number:int>/valid", "GET", self.valid)
        self.app.route("/tickets", "POST", self.sell)
        self.app.route("/demo", "POST", self.sell_demo)
        self.app.post("/print/<number:int>", callback=self.print_one)
        self.app.get("/news", callback=self.news)
        self.app.get("/news/short", callback=self.short_news)

    def show(self, number: int) -> dict:  # expect: sync-handler-io
        try:
            return self.tickets[number]
        except KeyError:
            bottle.abort(404)

    def valid(self, number: int) -> dict:  # expect: sync-handler-io
        return {"valid": number in self.tickets}

    def sell(self) -> dict:  # expect: sync-handler-io
        zone = bottle.request.forms.zone
        return {"number": self.tickets.sell(zone), "price": self.tickets.price(zone)}

    def sell_demo(self) -> dict:  # ok: sync-handler-io
        return {"number": self.demo.sell(bottle.request.forms.zone)}

    def print_one(self, number: int) -> None:  # expect: sync-handler-io
        lpr = subprocess.Popen(["lpr", "-P", "kiosk"], stdin=subprocess.PIPE)
        lpr.communicate(str(number).encode())

    def news(self) -> dict:  # expect: sync-handler-io
        with closing(urllib.request.urlopen(f"{BACK_OFFICE}/news")) as reply:  # expect: request-without-timeout
            return json.load(reply)

    def short_news(self) -> dict:  # expect: sync-handler-io
        with urllib.request.urlopen(f"{BACK_OFFICE}/news?short", None, 2.0) as reply:  # ok: request-without-timeout
            return json.load(reply)


def build() -> bottle.Bottle:
    return Kiosk(Tickets("kiosk.db")).app


if __name__ == "__main__":
    build().run(port=8000)
