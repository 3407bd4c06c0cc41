"""Loan offices' calculator: a Bottle application over a legacy database."""
import functools
import json
import os
import socket
import sqlite3
import time
import urllib.request

import pymysql
from bottle import Bottle, abort, request, response

import rates

app = Bottle()
HOST = os.environ.get("DB_HOST", "legacy")
base_rate = rates.Cached("https://central.bank.example/base")


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        started = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            response.headers["X-Elapsed"] = f"{time.perf_counter() - started:.4f}"

    return wrapper


def connect():
    return pymysql.connect(host=HOST, user="loans", connect_timeout=3, read_timeout=10)  # expect: client-per-call  # ok: request-without-timeout


@app.get("/loans/<number>")
@timed
def loan(number):  # expect: sync-handler-io
    connection = connect()
    try:
        with connection.cursor() as cursor:
            cursor.execute("select * from loan where number = %s", (number,))
            row = cursor.fetchone()
    finally:
        connection.close()
    if row is None:
        abort(404)
    return {"loan": row}


@app.get("/rate")
def rate():  # expect: sync-handler-io
    return {"rate": base_rate.value()}


@app.get("/plan")
@timed
def plan():  # ok: sync-handler-io
    years = min(int(request.query.years or 10), 40)
    return {"plan": rates.schedule(float(request.query.sum), 0.035, years * 12)}


@app.post("/score")
def score():  # expect: sync-handler-io
    body = json.loads(request.body.read())
    with socket.create_connection((body["bureau"], 7000)) as link:  # expect: request-without-timeout
        link.sendall(json.dumps(body).encode())
        answer = link.recv(4096)
    return {"score": int(answer)}


@app.post("/letters")
def letters():  # expect: sync-handler-io
    sent = 0
    for name in request.json["customers"]:
        with urllib.request.urlopen(f"http://letters.example/{name}", timeout=5) as answer:  # expect: io-in-loop  # ok: request-without-timeout
            sent += answer.status == 200
    return {"sent": sent}


@app.get("/branches")
def branches():  # ok: sync-handler-io
    return {"branches": sorted(rates.BRANCHES)}


def application(environ, start_response):  # expect: sync-handler-io
    if environ["PATH_INFO"] == "/ping":
        start_response("200 OK", [("Content-Type", "text/plain")])
        with urllib.request.urlopen(f"http://{HOST}/ping") as answer:  # expect: request-without-timeout
            return [answer.read()]
    return app(environ, start_response)


def import_history(path: str) -> int:
    target = sqlite3.connect("history.db")  # ok: client-per-call
    with open(path) as stream:
        rows = [tuple(line.split(";")) for line in stream]
    target.executemany("insert into history values (?, ?, ?)", rows)  # ok: io-in-loop
    target.commit()
    return len(rows)
