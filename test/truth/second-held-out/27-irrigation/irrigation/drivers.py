"""What actually touches the hardware or the office's server."""
from __future__ import annotations

import subprocess
import time
from functools import partial, singledispatch
from pathlib import Path

import requests

SYSFS = Path("/sys/class/gpio")


def pulse(pin: int, milliseconds: int) -> None:
    (SYSFS / f"gpio{pin}" / "value").write_text("1")
    time.sleep(milliseconds / 1000)


open_main = partial(pulse, 17, 250)
noop = partial(int, "0")


def flow(pin: int) -> float:
    return float((SYSFS / f"gpio{pin}" / "flow").read_text())


def measure(host: str) -> float:
    return requests.get(f"http://{host}/litres", timeout=2).json()["litres"]


@singledispatch
def show(value) -> str:
    return str(value)


@show.register
def _(value: float) -> str:
    return f"{value:.1f}"


class Meter:
    def __init__(self, host: str) -> None:
        self.host = host

    def __call__(self) -> float:
        return measure(self.host)

    def __add__(self, other: Meter) -> float:
        return self() + other()

    def __iter__(self):
        yield measure(self.host)
        yield 0.0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Meter) and other.host == self.host

    def __hash__(self) -> int:
        return hash(self.host)


def flash(image: str) -> int:
    return subprocess.Popen(["flash", image]).wait()
