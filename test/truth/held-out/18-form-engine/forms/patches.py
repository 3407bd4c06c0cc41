"""Adjusts what others wrote."""
import datetime
import http.client
import json
import os
import socket
import types
import urllib.request

import requests
from requests.adapters import HTTPAdapter

from . import form
from .form import Form


def encode_date(self, value):
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


json.JSONEncoder.default = encode_date  # expect: monkey-patch
form.literal = lambda text: text  # expect: monkey-patch
HTTPAdapter.max_retries = 3  # expect: monkey-patch
Form.title = lambda self: "patched"  # expect: monkey-patch
http.client.HTTPConnection.debuglevel = 1  # expect: monkey-patch
socket.getaddrinfo = lambda *a, **k: []  # expect: monkey-patch


def silence():
    requests.packages.urllib3.disable_warnings()  # ok: monkey-patch
    requests.Session.trust_env = False  # expect: monkey-patch
    os.environ["NO_PROXY"] = "*"  # ok: monkey-patch
    space = types.SimpleNamespace()
    space.ready = True  # ok: monkey-patch, dynamic-attribute
    return space


def opener():
    made = urllib.request.build_opener()
    made.addheaders = [("User-Agent", "forms")]  # ok: monkey-patch
    urllib.request.install_opener(made)  # ok: monkey-patch
    return made


def session():
    one = requests.Session()
    one.verify = False  # ok: monkey-patch
    return one
