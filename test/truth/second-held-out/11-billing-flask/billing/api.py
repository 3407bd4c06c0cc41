from __future__ import annotations

import functools
import subprocess
import threading
import time

from flask import Blueprint, abort, g, jsonify, request

from .clients import charge_cash, provider
from .extensions import db
from .models import Invoice

blueprint = Blueprint("billing", __name__, url_prefix="/invoices")


def needs_key(view):
    @functools.wraps(view)
    def guarded(*args, **kwargs):
        if request.headers.get("X-Key") != "billing":
            abort(403)
        g.started = time.monotonic()
        return view(*args, **kwargs)

    return guarded


@blueprint.before_request
def stamp():  # ok: sync-handler-io
    g.received = time.time()


@blueprint.get("/<int:number>")
@needs_key
def show(number):  # expect: sync-handler-io
    invoice = db.session.get(Invoice, number)
    if invoice is None:
        abort(404)
    return jsonify(gross=str(invoice.gross))


@blueprint.post("/<int:number>/charge/<kind>")
@needs_key
def charge(number, kind):  # expect: sync-handler-io
    invoice = db.get_or_404(Invoice, number)
    receipt = provider(kind)(number, int(invoice.gross * 100))
    invoice.paid = True
    db.session.commit()
    return jsonify(receipt=receipt)


@blueprint.post("/<int:number>/cash")
def cash(number):  # ok: sync-handler-io
    return jsonify(receipt=charge_cash(number, request.json["cents"]))


@blueprint.get("/open/<customer>")
def open_invoices(customer):  # expect: sync-handler-io
    return jsonify([invoice.id for invoice in Invoice.open_of(customer)])


@blueprint.post("/pay")
def pay_many():  # expect: sync-handler-io
    for number in request.json["numbers"]:
        invoice = db.session.get(Invoice, number)  # expect: io-in-loop
        invoice.paid = True
    db.session.commit()
    return "", 204


@blueprint.post("/import")
def import_many():  # expect: sync-handler-io
    for row in request.json["rows"]:
        db.session.add(Invoice(**row))  # ok: io-in-loop
    db.session.commit()
    return "", 201


def render_book(year: int) -> None:
    subprocess.run(["make", "-C", "/srv/book", f"YEAR={year}"], check=True)


@blueprint.post("/book/<int:year>")
def book(year):  # ok: sync-handler-io
    threading.Thread(target=render_book, args=(year,)).start()  # expect: thread-per-item  # ok: gil-bound-thread
    return "", 202


@blueprint.post("/book/<int:year>/now")
def book_now(year):  # expect: sync-handler-io
    render_book(year)
    return "", 204


@blueprint.get("/slow")
def slow():  # expect: sync-handler-io
    time.sleep(0.2)
    return "slow"


@blueprint.get("/health")
def health():  # ok: sync-handler-io
    return {"up": True, "waited": time.time() - g.received}
