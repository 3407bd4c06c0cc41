import os
import socket
import subprocess
import urllib.request

import psycopg
import requests
from sqlalchemy import MetaData, Table, create_engine

session = requests.Session()  # ok: import-time-work, client-per-call
STATIONS = requests.get("https://weather.example/stations", timeout=5).json()  # expect: import-time-work
HOST = socket.gethostname()  # ok: import-time-work
COMMIT = subprocess.check_output(["git", "rev-parse", "HEAD"]).decode()  # expect: import-time-work
engine = create_engine("postgresql:///weather")  # ok: import-time-work
conn = psycopg.connect(os.environ.get("DSN", ""))  # expect: import-time-work
stations = Table("station", MetaData(), autoload_with=engine)  # expect: import-time-work


class Feed:
    address = socket.gethostbyname("feed.example")  # expect: import-time-work

    def read(self):
        return urllib.request.urlopen("https://feed.example").read()  # ok: import-time-work, request-without-timeout


def latest(station):
    return session.get(f"https://weather.example/{station}").json()  # ok: request-without-timeout


if os.environ.get("WARM"):
    for name in ("north", "south"):
        latest(name)  # expect: import-time-work
