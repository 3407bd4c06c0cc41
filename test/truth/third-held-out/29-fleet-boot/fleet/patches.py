"""Work-arounds for the tracker's firmware."""
import http.client
import json
import logging
import socket
import ssl
import threading
import urllib3.util.connection
from datetime import datetime

import requests
from requests.adapters import HTTPAdapter

original_connect = socket.create_connection


def connect_ipv4(address, *args, **kwargs):
    return original_connect(address, *args, **kwargs)


socket.create_connection = connect_ipv4  # expect: monkey-patch
http.client._MAXHEADERS = 1000  # expect: monkey-patch
HTTPAdapter.max_retries = 3  # expect: monkey-patch
logging.getLogger("urllib3").propagate = False  # ok: monkey-patch
threading.current_thread().name = "boot"  # ok: monkey-patch


def allow_old_tls() -> None:
    ssl._create_default_https_context = ssl._create_unverified_context  # expect: monkey-patch


def encode_datetime(self, value):
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value))


def patch_json() -> None:
    setattr(json.JSONEncoder, "default", encode_datetime)  # expect: monkey-patch  # ok: dynamic-attribute


def tracker_session() -> requests.Session:
    session = requests.Session()
    session.verify = False  # ok: monkey-patch
    session.headers["X-Tracker"] = "1"  # ok: monkey-patch
    return session


class Tracker:
    retries = 0

    def reset(self) -> None:
        self.retries = 0  # ok: monkey-patch
        type(self).retries = 0  # ok: monkey-patch
