"""Ballot files: one CSV a ward, one row a ballot, candidates in order of preference."""
from __future__ import annotations

import csv
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ward:
    name: str
    ballots: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.ballots)


def table(path: Path) -> list[list[str]]:
    with path.open(newline="") as handle:
        return list(csv.reader(handle))


def seal(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def scanned(path: Path) -> dict:
    """What the scanner wrote beside the ballots: positions of every mark, some hundred megabytes a ward."""
    return json.loads(path.with_suffix(".marks.json").read_bytes())


def ward_name(path: Path) -> str:
    return path.stem.replace("_", " ").title()
