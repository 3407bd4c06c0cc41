"""Keeps the engine running on what customers have installed."""
from __future__ import annotations

import json
import logging
import os
import types
import urllib3.util.connection as connection
from decimal import Decimal
from http.client import HTTPConnection

import yaml

from . import expressions, registry
from .fields import Request
from .registry import Outcome

log = logging.getLogger(__name__)
config = types.SimpleNamespace(strict=True)


def default(self, value):
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))


def patch() -> None:
    json.JSONEncoder.default = default  # expect: monkey-patch
    connection.HAS_IPV6 = False  # expect: monkey-patch
    HTTPConnection.debuglevel = 1  # expect: monkey-patch
    Outcome.__str__ = lambda self: self.text  # expect: monkey-patch
    registry.rules = sorted_rules  # expect: monkey-patch
    expressions.ALLOWED["abs"] = abs  # ok: monkey-patch
    os.environ["POLICY_PATCHED"] = "1"  # ok: monkey-patch
    config.strict = False  # ok: monkey-patch


def sorted_rules() -> list:
    return sorted(registry.Registering.known.values(), key=lambda kind: kind.priority)


class Quiet(logging.Handler):
    level_name = "quiet"

    def emit(self, record) -> None:
        self.last = record  # ok: monkey-patch


def request_for(path: str) -> Request:
    request = Request()
    request.path = path  # ok: monkey-patch
    log.propagate = False  # ok: monkey-patch
    return request


def load(text: str) -> dict:
    return yaml.safe_load(text)


Quiet.level_name = "silent"  # ok: monkey-patch
