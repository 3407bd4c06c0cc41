import asyncio
import contextlib
import aiofiles
import aiohttp
import aioboto3
import aiomysql
import aio_pika
import aiosqlite
import asyncpg
import asyncssh
import anyio
import httpx
import motor.motor_asyncio
import redis.asyncio as aioredis
import trio
import websockets
import logging
import json
import re
import random
import datetime
import hashlib
import uuid
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiogram import Bot, Dispatcher
from elasticsearch import AsyncElasticsearch
from openai import AsyncOpenAI
from anthropic import AsyncAnthropic
from playwright.async_api import async_playwright
from pymongo import AsyncMongoClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine, async_sessionmaker
from tortoise import Model
from discord.ext import commands
from telegram import Update
from telegram.ext import ContextTypes
from slack_sdk.web.async_client import AsyncWebClient
from azure.storage.blob.aio import BlobServiceClient
from motor.motor_asyncio import AsyncIOMotorClient
from starlette.requests import Request
from starlette.websockets import WebSocket
from starlette.responses import JSONResponse
from pathlib import Path, PurePosixPath
from collections import deque
from concurrent.futures import ThreadPoolExecutor
import functools
import psycopg
import zmq.asyncio
import nats
import pydantic
import jwt
import subprocess
import queue
import threading
import time
import requests
from dataclasses import dataclass, field

log = logging.getLogger(__name__)
engine = create_async_engine("postgresql+asyncpg://")
Session = async_sessionmaker(engine, expire_on_commit=False)


class User(Model):
    pass


async def everything(request: Request, ws: WebSocket, db: AsyncSession, ctx: commands.Context):
    log.info("hello")
    async with aiohttp.ClientSession() as session, session.get("http://") as reply:
        await reply.json()
    async with aioboto3.Session().client("s3") as s3:
        await s3.get_object(Bucket="b", Key="k")
    pool = await aiomysql.create_pool(host="h")
    async with pool.acquire() as conn, conn.cursor() as cur:
        await cur.execute("select 1")
        print(await cur.fetchall())
    connection = await aio_pika.connect_robust("amqp://")
    channel = await connection.channel()
    q = await channel.declare_queue("q")
    async with q.iterator() as it:
        async for message in it:
            await message.ack()
    async with aiosqlite.connect("x") as lite:
        async with lite.execute("select 1") as cursor:
            async for row in cursor:
                print(row)
        await lite.commit()
    async with asyncpg.create_pool("x") as pg:
        await pg.fetch("select 1")
        async with pg.acquire() as one, one.transaction():
            await one.execute("x")
    async with asyncssh.connect("h") as ssh:
        await ssh.run("ls")
    client = motor.motor_asyncio.AsyncIOMotorClient()
    await client.db.users.find_one({})
    async for doc in client["db"]["users"].find({}).sort("x"):
        print(doc)
    r = aioredis.from_url("redis://")
    async with r.pipeline(transaction=True) as pipe:
        pipe.set("a", 1)
        await pipe.set("a", 1).get("a").execute()
    pubsub = r.pubsub()
    await pubsub.subscribe("x")
    async for m in pubsub.listen():
        print(m)
    async for key in r.scan_iter("*"):
        print(key)
    async with websockets.connect("ws://") as sock:
        await sock.send("x")
        async for msg in sock:
            print(msg)
    producer = AIOKafkaProducer()
    await producer.start()
    await producer.send_and_wait("t", b"x")
    async for rec in AIOKafkaConsumer("t"):
        print(rec)
    es = AsyncElasticsearch()
    await es.search(index="x")
    await es.indices.create(index="x")
    stream = await AsyncOpenAI().chat.completions.create(model="m", messages=[], stream=True)
    async for chunk in stream:
        print(chunk)
    async with AsyncAnthropic().messages.stream(model="m", messages=[]) as st:
        async for text in st.text_stream:
            print(text)
    async with async_playwright() as p:
        browser = await p.chromium.launch()
        page = await browser.new_page()
        await page.goto("http://")
        print(await page.title())
        page.on("dialog", lambda d: d)
    mongo = AsyncMongoClient()
    await mongo.db.users.insert_one({})
    async with Session() as s, s.begin():
        rows = (await s.execute(select(1))).scalars().all()
        s.add(rows)
    result = await db.execute(select(1))
    print(result.scalar_one_or_none())
    await db.commit()
    await User.filter(a=1).first()
    async for u in User.all():
        print(u)
    await ctx.send("x")
    slack = AsyncWebClient()
    await slack.chat_postMessage(channel="x", text="y")
    async with BlobServiceClient("x") as blob:
        await blob.get_blob_client("c", "b").upload_blob(b"")
    body = await request.json()
    await ws.send_json(body)
    context = zmq.asyncio.Context()
    sock2 = context.socket(zmq.REQ)
    await sock2.send(b"x")
    nc = await nats.connect()
    await nc.publish("x", b"")
    async with aiofiles.open("x") as f:
        async for line in f:
            print(line)
        await f.read()
    async with await anyio.open_file("x") as g:
        print(await g.read())
    async with httpx.AsyncClient() as http:
        async with http.stream("GET", "http://") as resp:
            async for part in resp.aiter_bytes():
                print(part)
        got = await http.get("http://")
        got.raise_for_status()
        print(got.json())
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(http)
    return JSONResponse({"id": str(uuid.uuid4()), "at": datetime.datetime.now().isoformat()})


async def offloads(loop: asyncio.AbstractEventLoop):
    with ThreadPoolExecutor() as pool:
        await loop.run_in_executor(pool, requests.get, "http://")
        await loop.run_in_executor(None, functools.partial(requests.get, "http://", timeout=3))
        await asyncio.wrap_future(pool.submit(time.sleep, 1))
    await asyncio.to_thread(subprocess.run, ["ls"])
    await anyio.to_thread.run_sync(Path("x").read_text)
    await asyncio.to_thread(lambda: Path("x").write_text("y"))
    loop.call_soon(print)
    task = asyncio.create_task(asyncio.sleep(1))
    done, _ = await asyncio.wait({task})
    print(done.pop().result(), task.result())
    q = asyncio.Queue()
    q.put_nowait(1)
    async with asyncio.Lock(), asyncio.Semaphore(3):
        await q.get()
    async with asyncio.timeout(3):
        await asyncio.sleep(1)
    proc = await asyncio.create_subprocess_exec("ls", stdout=subprocess.PIPE)
    out, _ = await proc.communicate()
    await proc.wait()
    for line in out.splitlines():
        print(line)
    d = deque()
    d.append(1)
    d.popleft()
    names = {"get": 1}
    names.get("get")
    re.compile("x").search("y")
    hashlib.sha256(b"x").hexdigest()
    print(json.dumps({}), random.random(), PurePosixPath("x") / "y", Path("a").suffix)
    jwt.encode({}, "k")
    event = threading.Event()
    event.set()
    w = queue.Queue()
    w.put_nowait(1)
    with contextlib.suppress(Exception):
        w.get_nowait()
    threading.Thread(target=time.sleep, args=(1,)).start()


async def updates(update: Update, context: ContextTypes.DEFAULT_TYPE):
    await update.message.reply_text("x")
    await context.bot.send_message(1, "y")
    context.job_queue.run_once(updates, 3)


async def trios():
    async with trio.open_nursery() as nursery:
        nursery.start_soon(trios)
    await trio.Path("x").read_text()
    await (trio.Path("x") / "y").write_text("z")
    send, receive = trio.open_memory_channel(3)
    await send.send(1)
