"""Content-defined chunking with a rolling hash: where to cut depends on the bytes only."""
from __future__ import annotations

import csv
import hashlib
import io
import zlib
from collections.abc import Iterator

WINDOW = 48
MASK = (1 << 13) - 1  # ok: unbounded-int


def cuts(data: bytes) -> Iterator[int]:
    state = 0
    for at in range(len(data)):  # expect: hot-loop
        state = 0
        for byte in data[max(0, at - WINDOW) : at]:
            state = (state * 257 + byte) & 0xFFFFFFFF  # ok: unbounded-int
        if state & MASK == 0:
            yield at


def split(data: bytes) -> list[bytes]:
    edges = [0, *cuts(data), len(data)]
    return [data[left:right] for left, right in zip(edges, edges[1:])]


def name(chunk: bytes) -> str:
    return hashlib.blake2b(chunk, digest_size=20).hexdigest()


def squeeze(chunk: bytes) -> bytes:
    return zlib.compress(chunk)


def index(text: str) -> dict[str, str]:
    return dict(csv.reader(io.StringIO(text)))
