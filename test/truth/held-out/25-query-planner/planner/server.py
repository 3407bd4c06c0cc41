"""The planner behind Quart."""
import asyncio
import csv
import io
import pickle
import re
import xml.etree.ElementTree as ET
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from quart import Quart, jsonify, request

from .lexer import permutations, tokens
from .plan import Parser, Table, blunt, knapsack, render, ways

app = Quart(__name__)
threads = ThreadPoolExecutor(2)
processes = ProcessPoolExecutor(2)  # ok: import-time-work, process-pool-tax
catalogue: dict[str, Table] = {}


@app.post("/plan")
async def plan():
    wanted = (await request.get_json())["tables"]
    order = blunt({name: catalogue[name] for name in wanted})  # expect: cpu-in-coroutine
    return jsonify(order)


@app.post("/plan/thread")
async def plan_thread():
    wanted = (await request.get_json())["tables"]
    order = await asyncio.get_running_loop().run_in_executor(threads, blunt, {n: catalogue[n] for n in wanted})  # expect: gil-bound-pool
    return jsonify(order)


@app.post("/plan/process")
async def plan_process():
    wanted = (await request.get_json())["tables"]
    order = await asyncio.get_running_loop().run_in_executor(processes, blunt, {n: catalogue[n] for n in wanted})  # expect: process-pool-tax
    return jsonify(order)


@app.post("/fit")
async def fit():
    body = await request.get_json()
    return jsonify(await asyncio.to_thread(knapsack, body["sizes"], body["budget"]))  # expect: gil-bound-offload


@app.get("/ways/<int:left>")
async def count_ways(left: int):
    return jsonify(ways(left, (1, 5, 10, 25)))


@app.get("/orders")
async def orders():
    lazy = permutations(list(catalogue))  # ok: cpu-in-coroutine
    return jsonify(next(lazy))


@app.post("/parse")
async def parse():
    text = (await request.get_data()).decode()
    return jsonify(render(Parser(text[:500]).parse()))  # ok: cpu-in-coroutine


@app.post("/words")
async def words():
    text = (await request.get_data()).decode()
    return jsonify(len(re.findall(r"(\w+\s*)+;", text)))  # expect: cpu-in-coroutine


@app.post("/restore")
async def restore():
    tables = pickle.loads(await request.get_data())  # expect: cpu-in-coroutine
    catalogue.update(tables)
    return "", 204


@app.post("/restore/aside")
async def restore_aside():
    tables = await asyncio.to_thread(pickle.loads, await request.get_data())  # expect: gil-held-native
    catalogue.update(tables)
    return "", 204


def read_table(raw: bytes):
    return list(csv.reader(io.StringIO(raw.decode())))


@app.post("/csv")
async def load_csv():
    rows = await asyncio.to_thread(read_table, await request.get_data())  # expect: gil-held-native
    return jsonify(len(rows))


@app.post("/xml")
async def load_xml():
    root = await asyncio.to_thread(ET.fromstring, await request.get_data())  # expect: gil-held-native
    return jsonify(root.tag)


@app.get("/first")
async def first():
    return jsonify(next(tokens("select 1")).text)  # ok: cpu-in-coroutine


if __name__ == "__main__":
    app.run()  # ok: nested-event-loop
