#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""An order service as one meets them: handlers, a store, a pool, and helpers that wait."""

from __future__ import annotations

import boto3, flask
import json
import os
import sqlite3
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import httpx
import requests
from fastapi import FastAPI, Request

app = FastAPI()
POOL = ThreadPoolExecutor(max_workers=4, thread_name_prefix="price")
LOCK = threading.Lock()


class Settings:
    def __init__(self, path: str) -> None:
        self.values = json.loads(Path(path).read_text(encoding="utf-8"))

    @property
    def region(self) -> str:
        return Path("/etc/region").read_text().strip()

    def __getitem__(self, key: str) -> str:
        time.sleep(0.01)
        return self.values[key]

    def __contains__(self, key: str) -> bool:
        time.sleep(0.01)
        return key in self.values


class Store:
    def __init__(self, path: str) -> None:
        self.connection = sqlite3.connect(path)

    def rows(self, *args: object, limit: int = 10) -> list[tuple]:
        return self.connection.execute("select * from orders limit ?", (limit,)).fetchall()

    def stream(self):
        for row in self.connection.execute("select * from orders").fetchall():
            yield row

    def __enter__(self) -> Store:
        time.sleep(0.1)
        return self

    def __exit__(self, *error: object) -> None:
        self.connection.close()


def price(rows: list[list[int]]) -> int:
    total = 0
    for row in rows:
        for cell in row:
            total += cell * cell % 7
    return total


async def audit_log(text: str) -> None: ...


@app.get("/orders")
async def orders(request: Request, store: Store, limit: int = 10) -> list[tuple]:
    settings = Settings("settings.json"); region = settings.region
    if "currency" in settings and settings["currency"] == "EUR":
        time.sleep(0.1)
    rows = [
        row  # every one of them
        for row in store.rows(
            region,
            limit=limit,
        )
    ]
    for row in store.stream():
        rows.append(row)
    audit_log(f"{len(rows)} rows")
    with store as entered, open("log.txt", "a") as log:
        log.write(str(entered))
    with LOCK:
        time.sleep(0.01)
    return rows or store.rows()


@app.post("/rates")
async def rates(request: Request, urls: list[str], client: httpx.AsyncClient) -> dict:
    first = requests.get(
        urls[0],
        params={"a": 1},
        timeout=(3, 10),
        verify=False,
    ).json()
    try:
        second = requests.post(urls[1], data=json.dumps(first), headers={"a": "b"})  # keep
    except requests.RequestException:
        second = requests.get(urls[1])
    third = [requests.get(url).text for url in urls if url]
    if (answer := requests.head(urls[0])).status_code == 200 and not requests.get(urls[1]).json()["ok"]:
        print(answer)
    pages = []
    for url in urls:
        pages.append(await client.get(url))
    for url in urls:
        await client.post(url)
    for url in urls:
        page = await client.get(url)
        print(url, page)
    table = {url: await client.get(url) for url in urls}
    return {"first": first, "second": second, "third": third, "pages": pages, "table": table}


async def deploy(paths: list[str]) -> str:
    output = subprocess.check_output(["git", "log", \
        "-1"], text=True)
    subprocess.run(*["ls"], **{"check": True}); os.system("true")
    listing = f"{subprocess.getoutput('ls')!r:>10}"
    lazily = (subprocess.run([path]) for path in paths)
    handler = lambda: subprocess.run(["ls"])  # noqa: E731
    answer = input("continue? ") if paths else await ask(input())
    return output + listing + answer + str(lazily) + str(handler)


async def ask(text: str = "") -> str:
    def local() -> str:
        return input(text)

    return local()


async def compute(tables: list[list[list[int]]]) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        futures = [pool.submit(price, table) for table in tables]
        more = list(pool.map(price, tables))
    POOL.submit(price, tables[0])
    POOL.submit(lambda: price(tables[0]))
    return [future.result() for future in as_completed(futures)] + more


board = flask.Flask(__name__)


@board.get("/offers")
@board.get("/deals")
def offers():
    with requests.Session() as shop:  # one for all offers
        shop.headers["x-shop"] = "board"

        # The list comes first.
        found = shop.get(
            "http://shop.internal",
        ).json()
        if found:
            return found
    bucket = boto3.client("s3")
    return bucket.list_buckets()
