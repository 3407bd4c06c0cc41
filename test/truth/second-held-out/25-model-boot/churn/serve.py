from __future__ import annotations

import asyncio
import threading

import numpy as np  # expect: no-equivalent  # ok: slow-import
import pandas as pd  # expect: no-equivalent  # ok: slow-import
from fastapi import FastAPI

app = FastAPI()
lock = threading.Lock()
cache: dict[str, float] = {}
hits = 0


def score(rows: list[dict]) -> list[float]:
    frame = pd.DataFrame(rows)
    return np.tanh(frame["age"].to_numpy() * 0.1).tolist()


@app.post("/score")
async def score_rows(rows: list[dict]) -> list[float]:
    return await asyncio.to_thread(score, rows)  # ok: gil-bound-offload


@app.get("/hits")
def count_hits() -> int:
    global hits
    hits += 1  # expect: shared-state-race
    with lock:
        cache["hits"] = cache.get("hits", 0) + 1  # ok: shared-state-race, lock-in-coroutine
    return hits


@app.get("/cache/{name}")
def cached(name: str) -> float:
    cache[name] = cache.get(name, 0.0) + 1  # expect: shared-state-race
    return cache[name]
