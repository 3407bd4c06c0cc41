"""Quart portal of a school: marks, timetables, a legacy registry; kept by many hands."""
import asyncio
import functools
import importlib
import json
import pickle
import threading
import time

import httpx
import pandas as pd  # expect: no-equivalent
import psycopg2
import redis.asyncio
from quart import Quart, jsonify, request

app = Quart(__name__)
cache = redis.asyncio.Redis(socket_timeout=2)  # ok: client-per-call
EMPTY = pd.DataFrame(columns=["pupil", "mark"])
write_lock = threading.Lock()
plugins = {}


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        with open("calls.log", "a") as stream:
            stream.write(function.__name__ + "\n")
        return function(*args, **kwargs)

    return wrapper


def offloaded(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return await asyncio.to_thread(function, *args)

    return wrapper


@logged
def grade(points: int) -> str:
    return "ABCDEF"[min(5, points // 20)]


@offloaded
def registry(pupil: str) -> list[tuple]:
    with psycopg2.connect("dbname=school", connect_timeout=3) as connection, connection.cursor() as cursor:  # expect: client-per-call
        cursor.execute("select * from mark where pupil = %s", (pupil,))
        return cursor.fetchall()


def conflicts(lessons: list[dict]) -> list[tuple[int, int]]:
    found = []
    for first in lessons:  # expect: hot-loop
        for second in lessons:
            if first["id"] < second["id"] and first["room"] == second["room"] and first["hour"] == second["hour"]:
                found.append((first["id"], second["id"]))
    return found


@app.get("/grade/<int:points>")
async def show_grade(points: int):
    return grade(points)  # expect: blocking-chain


@app.get("/registry/<pupil>")
async def show_registry(pupil: str):
    rows = await registry(pupil)  # ok: blocking-chain
    return jsonify(rows)


@app.get("/timetable")
async def timetable():
    lessons = await request.get_json()
    return jsonify(conflicts(lessons))  # expect: cpu-in-coroutine


@app.get("/timetable/threads")
async def timetable_in_thread():
    lessons = await request.get_json()
    return jsonify(await asyncio.to_thread(conflicts, lessons))  # expect: gil-bound-offload


@app.post("/import")
async def import_marks():
    files = await request.files
    marks = pickle.loads(files["marks"].read())  # expect: cpu-in-coroutine
    return jsonify(len(marks))


@app.post("/import/threads")
async def import_in_thread():
    body = await request.get_data()
    marks = await asyncio.to_thread(json.loads, body)  # expect: gil-held-native
    return jsonify(len(marks))


@app.post("/notify")
async def notify():
    parents = (await request.get_json())["parents"]
    async with httpx.AsyncClient() as client:  # expect: client-per-call
        for parent in parents:
            await client.post("https://sms.example", json={"to": parent})  # expect: sequential-awaits
    cache.set("notified", len(parents))  # expect: unawaited-coroutine
    return "", 204


@app.post("/marks")
async def write_mark():
    body = await request.get_json()
    write_lock.acquire()  # expect: lock-in-coroutine
    try:
        await cache.hset("marks", body["pupil"], body["mark"])  # ok: blocking-call
    finally:
        write_lock.release()
    time.sleep(0.1)  # portwright: ignore[blocking-call]  # ok: blocking-call, unused-suppression
    return "", 204


@app.get("/health")
async def health():  # portwright: ignore[sync-handler-io]  # expect: unused-suppression
    await asyncio.sleep(0)  # portwright: ignore[blocking-call]  # expect: unused-suppression
    return "ok"


def load_plugin(name: str):
    if name not in plugins:
        plugins[name] = importlib.import_module(f"plugins.{name}")  # expect: dynamic-code
    return plugins[name]


if __name__ == "__main__":
    app.run()
