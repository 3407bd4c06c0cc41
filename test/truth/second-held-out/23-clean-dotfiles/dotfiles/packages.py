from __future__ import annotations

import json
import subprocess
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx


def wanted(path: Path) -> dict[str, list[str]]:
    return tomllib.loads(path.read_text())


def installed(manager: str) -> set[str]:
    command = {"brew": ["brew", "list"], "apt": ["apt-mark", "showmanual"]}[manager]
    return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())


def missing(path: Path) -> dict[str, set[str]]:
    return {manager: set(names) - installed(manager) for manager, names in wanted(path).items()}


def latest(names: list[str]) -> dict[str, str]:
    with httpx.Client(base_url="https://formulae.example/api", timeout=10) as client:  # ok: client-per-call

        def one(name: str) -> str:
            return client.get(f"/formula/{name}.json").json()["version"]  # ok: request-without-timeout

        with ThreadPoolExecutor(8) as pool:
            return dict(zip(names, pool.map(one, names)))  # ok: gil-bound-pool, gil-held-native, io-in-loop


def lock(path: Path, versions: dict[str, str]) -> None:
    path.write_text(json.dumps(versions, indent=2, sort_keys=True) + "\n")
