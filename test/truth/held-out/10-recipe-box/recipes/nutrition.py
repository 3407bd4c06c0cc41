"""Talks to the nutrition service; falls back to a table."""
import time
from http.client import HTTPSConnection

import requests

TABLE = {"flour": 364, "butter": 717, "egg": 155}
http = requests.Session()


def from_service(name):
    return http.get(f"https://food.example/v1/{name}").json()["kcal"]  # expect: request-without-timeout


def patiently(name):
    for attempt in range(3):
        try:
            return http.get(f"https://food.example/v1/{name}", timeout=2).json()["kcal"]  # ok: io-in-loop, request-without-timeout
        except requests.RequestException:
            time.sleep(2**attempt)  # ok: unbounded-int
    return TABLE.get(name, 0)


def photo_size(host, path):
    conn = HTTPSConnection(host)  # ok: client-per-call
    conn.request("HEAD", path)  # expect: request-without-timeout
    return conn.getresponse().headers["content-length"]


def energy(ingredients):
    return sum(from_service(name) for name in ingredients)  # expect: io-in-loop


def from_table(ingredients):
    return sum(TABLE.get(name, 0) for name in ingredients)  # ok: io-in-loop, hot-loop
