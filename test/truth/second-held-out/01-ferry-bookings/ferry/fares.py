"""Tariffs are JSON files that the harbour office replaces at night."""
from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path


class Tariff:
    def __init__(self, folder: Path, season: str) -> None:
        self.folder = folder
        self.season = season

    @property
    def path(self) -> Path:
        return self.folder / f"{self.season}.json"

    @property
    def rates(self) -> dict[str, float]:
        return json.loads(self.path.read_text())

    @cached_property
    def surcharges(self) -> dict[str, float]:
        return json.loads((self.folder / "surcharges.json").read_text())

    def __contains__(self, route: str) -> bool:
        return route in self.rates

    def label(self) -> str:
        return f"{self.season} ({self.path.name})"


def metre_price(tariff: Tariff, route: str, metres: float) -> float:
    return round(tariff.rates[route] * metres, 2)


def rounding(amount: float, step: float = 0.05) -> float:
    return round(amount / step) * step
