import json
import os
import socket
import subprocess
import time
import urllib.request
from functools import lru_cache

import psycopg2
import requests
from sqlalchemy import create_engine

HOSTNAME = socket.gethostname()
SETTINGS = {"region": os.environ.get("REGION", "north"), "debug": "DEBUG" in os.environ}  # ok: import-time-work
VERSION = subprocess.check_output(["git", "describe", "--always"], text=True).strip()  # expect: import-time-work
REMOTE = requests.get("https://config.fleet.example/v1", timeout=5).json()  # expect: import-time-work
ENGINE = create_engine("postgresql://fleet")  # ok: import-time-work
SESSION = requests.Session()  # ok: import-time-work, client-per-call


def fetch_zones() -> list[dict]:
    with urllib.request.urlopen("https://zones.fleet.example") as answer:
        return json.load(answer)


ZONES = fetch_zones()  # expect: import-time-work


@lru_cache(maxsize=1)
def vehicles() -> list[str]:
    connection = psycopg2.connect("dbname=fleet")
    with connection.cursor() as cursor:
        cursor.execute("select plate from vehicle")
        return [plate for (plate,) in cursor.fetchall()]


def wait_for_database() -> None:
    for _ in range(10):
        try:
            ENGINE.connect().close()
            return
        except OSError:
            time.sleep(1)


class Defaults:
    speed = 90
    grid = [[x * y for x in range(4)] for y in range(4)]  # ok: import-time-work, hot-loop
    started = time.time()  # ok: import-time-work


if SETTINGS["debug"]:
    time.sleep(2)  # expect: import-time-work
