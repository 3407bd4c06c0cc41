"""Flask desk of a courier firm; labels are printed in the background."""
import os
import queue
import smtplib
import threading
import time
from email.message import EmailMessage

import psycopg2
import psycopg2.pool
import redis  # ok: no-equivalent
import requests
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
DSN = os.environ.get("DSN", "dbname=courier")
cache = redis.Redis(host="cache", socket_timeout=2)  # ok: client-per-call, import-time-work
labels: "queue.Queue[dict]" = queue.Queue(maxsize=100)
pool = None
printed = 0
printed_lock = threading.Lock()
jobs = 0


def get_pool():
    global pool
    if pool is None:
        pool = psycopg2.pool.ThreadedConnectionPool(1, 8, DSN, connect_timeout=5)  # ok: client-per-call
    return pool


@app.before_request
def start_clock():
    g.started = time.monotonic()  # ok: shared-state-race


@app.get("/health")
def health():  # ok: sync-handler-io
    return jsonify(ok=True, waiting=labels.qsize(), printed=printed)


@app.post("/parcels")
def add_parcel():  # expect: sync-handler-io
    connection = get_pool().getconn()
    try:
        with connection.cursor() as cursor:
            cursor.execute("insert into parcel (weight) values (%s) returning id", (request.json["weight"],))
            (parcel,) = cursor.fetchone()
        connection.commit()
    finally:
        get_pool().putconn(connection)
    return jsonify(id=parcel)


@app.get("/parcels/<int:parcel>/track")
def track(parcel: int):  # expect: sync-handler-io
    cached = cache.get(f"track:{parcel}")  # ok: request-without-timeout
    if cached:
        return cached
    answer = requests.get(f"https://carrier.example/track/{parcel}")  # expect: request-without-timeout
    if answer.status_code == 404:
        abort(404)
    cache.setex(f"track:{parcel}", 60, answer.content)
    return answer.json()


@app.post("/parcels/<int:parcel>/notify")
def notify(parcel: int):  # ok: sync-handler-io
    worker = threading.Thread(target=send_mail, args=(parcel, request.json["to"]))  # expect: thread-per-item
    worker.start()
    return "", 202


@app.post("/batch")
def batch():  # expect: sync-handler-io
    with requests.Session() as session:  # expect: client-per-call
        for parcel in request.json["parcels"]:
            session.put(f"https://carrier.example/parcels/{parcel}", timeout=3)  # expect: io-in-loop
    return "", 204


@app.post("/labels")
def add_label():
    labels.put_nowait(request.json)
    return "", 202


def send_mail(parcel: int, to: str) -> None:
    message = EmailMessage()
    message["To"] = to
    message.set_content(f"Parcel {parcel} is on its way.")
    with smtplib.SMTP("mail.courier.example") as server:
        server.send_message(message)


def print_labels() -> None:
    global printed, jobs
    while True:  # ok: busy-wait
        label = labels.get()
        with open("/dev/usb/lp0", "wb") as printer:
            printer.write(label["zpl"].encode())
        with printed_lock:
            printed += 1  # ok: shared-state-race
        jobs += 1  # expect: shared-state-race
        labels.task_done()


def start_printers() -> None:
    for number in range(2):
        threading.Thread(target=print_labels, name=f"printer-{number}", daemon=True).start()  # ok: thread-per-item, gil-bound-thread


if __name__ == "__main__":
    start_printers()
    app.run(threaded=True)
