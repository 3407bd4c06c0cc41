import json
import re
import tomllib
from pathlib import Path

from aiohttp import web


def profiles(path: Path) -> dict:
    return tomllib.loads(path.read_text())  # the path is a bare parameter


def manifest(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def is_valid(body: str) -> bool:
    return re.search("is_valid:true", body) is not None


async def login(path: Path, name: str) -> bool:
    return name in profiles(path)  # expect: blocking-chain


async def hook(path: Path) -> str:
    return manifest(path)["entry"]  # expect: blocking-chain


async def verified(request: web.Request) -> bool:
    body = await request.text()
    return is_valid(body) or re.search("is_valid:yes", body) is not None
