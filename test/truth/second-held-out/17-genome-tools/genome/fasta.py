from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Record(NamedTuple):  # ok: metaclass
    name: str
    letters: str


def opened(path: Path):
    return gzip.open(path, "rt") if path.suffix == ".gz" else path.open()


def read(path: Path) -> Iterator[Record]:
    name, parts = "", []
    with opened(path) as lines:
        for line in lines:  # ok: hot-loop
            if line.startswith(">"):
                if name:
                    yield Record(name, "".join(parts))
                name, parts = line[1:].strip(), []
            else:
                parts.append(line.strip())
    if name:
        yield Record(name, "".join(parts))
