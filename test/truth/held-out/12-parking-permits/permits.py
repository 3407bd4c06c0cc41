"""Parking permits: a Bottle app over MySQL and the ministry's SOAP service."""
import json
import os
import uuid

import bottle
import httpx
import psycopg2
from bottle import HTTPError, request, response, template

app = bottle.Bottle()
DSN = "dbname=permits user=web"
shared = httpx.Client(base_url="https://ministry.example", timeout=httpx.Timeout(4.0))


def connection():
    return psycopg2.connect(DSN)  # expect: client-per-call, request-without-timeout


def plate_ok(plate):
    return 4 <= len(plate) <= 8 and plate.isalnum()


@app.get("/permit/<number:int>")
def show(number):  # expect: sync-handler-io
    with connection() as conn, conn.cursor() as cursor:
        cursor.execute("select plate, zone from permit where id = %s", (number,))
        row = cursor.fetchone()
    if row is None:
        raise HTTPError(404)
    return {"plate": row[0], "zone": row[1]}


@app.post("/permit")
def apply():  # expect: sync-handler-io
    plate = request.json["plate"]
    if not plate_ok(plate):
        raise HTTPError(400)
    owner = shared.get(f"/owner/{plate}").json()  # ok: request-without-timeout
    response.status = 201
    return {"id": uuid.uuid4().hex, "owner": owner["name"]}


@app.get("/zones")
def zones():  # expect: sync-handler-io
    found = {}
    with httpx.Client() as client:  # expect: client-per-call
        for zone in request.query.getall("zone"):
            found[zone] = client.get(f"https://zones.example/{zone}", timeout=2).text  # expect: io-in-loop
    return found


@app.get("/check/<plate>")
def check(plate):  # ok: sync-handler-io
    return {"ok": plate_ok(plate)}


@app.get("/slow")
def slow():  # expect: sync-handler-io
    reply = httpx.get("https://slow.example/", timeout=None)  # expect: request-without-timeout
    return reply.text


@app.get("/")
def index():  # ok: sync-handler-io
    return template("<b>{{n}}</b> permits", n=42)


@app.get("/os")
def uptime():  # expect: sync-handler-io
    return os.popen("uptime").read()


@app.post("/bulk")
def bulk():  # expect: sync-handler-io
    with connection() as conn, conn.cursor() as cursor:
        for entry in json.load(request.body):
            cursor.execute("insert into permit (plate, zone) values (%s, %s)", (entry["plate"], entry["zone"]))  # expect: io-in-loop
    return {"done": True}


@app.post("/bulk/fast")
def bulk_fast():  # expect: sync-handler-io
    with connection() as conn, conn.cursor() as cursor:
        cursor.executemany("insert into permit (plate, zone) values (%s, %s)", [(e["plate"], e["zone"]) for e in request.json])  # ok: io-in-loop
    return {"done": True}


if __name__ == "__main__":
    app.run(port=8081)
