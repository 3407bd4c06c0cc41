import asyncio
import hashlib
import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import aiofiles
import httpx
from fastapi import FastAPI, File, UploadFile

from . import features, registry

app = FastAPI()
pool = ThreadPoolExecutor(4)
client = httpx.AsyncClient(base_url="https://bureau.example")  # ok: client-per-call, import-time-work
IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")


@app.post("/score")
def score(body: dict):
    model = registry.get_model("credit")
    vector = features.vectorise(body["history"])
    return {"score": float(model.predict([vector])[0])}


@app.post("/links")
async def links(body: dict):
    strength = await asyncio.to_thread(features.link_strength, body["accounts"])  # expect: gil-bound-offload  # ok[3.14t]: gil-bound-offload
    mean = features.mean_balance(body["entries"])  # ok: cpu-in-coroutine
    return {"strength": strength, "mean": mean}


@app.post("/links/now")
async def links_now(body: dict):
    return features.link_strength(body["accounts"])  # expect: cpu-in-coroutine  # expect[3.14t]: cpu-in-coroutine


@app.post("/statement")
async def statement(upload: UploadFile = File(...)):
    content = await upload.read()
    digest = await asyncio.to_thread(hashlib.sha256, content)  # ok: gil-held-native, gil-bound-offload
    tree = await asyncio.to_thread(ET.fromstring, content)  # expect: gil-held-native
    return {"digest": digest.hexdigest(), "entries": len(tree)}


@app.post("/statement/inline")
async def statement_inline(upload: UploadFile = File(...)):
    tree = ET.fromstring(await upload.read())  # expect: cpu-in-coroutine
    return {"entries": len(tree)}


@app.post("/ibans")
async def ibans(upload: UploadFile = File(...)):
    text = (await upload.read()).decode()
    loop = asyncio.get_running_loop()
    found = await loop.run_in_executor(None, IBAN.findall, text)  # expect: gil-held-native
    return {"found": len(found)}


@app.get("/tables/{name}")
async def table(name: str):
    rows = await asyncio.to_thread(registry.load_table, Path(f"{name}.json"))  # expect: gil-held-native  # ok: blocking-chain
    async with aiofiles.open(f"{name}.log", "a") as stream:  # ok: blocking-call
        await stream.write("read\n")  # ok: blocking-call
    return {"rows": len(rows)}


@app.get("/settings/{name}")
async def settings(name: str):
    return registry.settings(name)  # expect: blocking-chain


@app.get("/bureau/{person}")
async def bureau(person: str):
    answers = await asyncio.gather(client.get(f"/a/{person}"), client.get(f"/b/{person}"))  # ok: request-without-timeout, unawaited-coroutine
    return [answer.json() for answer in answers]


@app.get("/bureau/{person}/slow")
async def bureau_slow(person: str):
    answer = await client.get(f"/c/{person}", timeout=None)  # expect: request-without-timeout
    return answer.json()


@app.post("/matrix")
async def matrix(body: dict):
    result = await asyncio.to_thread(features.gram, features.np.array(body["matrix"]))  # ok: gil-bound-offload, gil-held-native
    return result.tolist()


def rescore(paths: list[Path]) -> list[dict]:
    waiting = [pool.submit(features.link_strength, registry.load_table(path)) for path in paths]  # expect: gil-bound-pool
    return [future.result() for future in waiting]
