"""Mirrors documents between S3, MongoDB, Redis and PostgreSQL: sync clients in coroutines, and their async twins."""
import asyncio
import functools
import hashlib
import os
from pathlib import Path

import aioboto3
import aiofiles
import boto3
import psycopg
import pymongo
import redis
import redis.asyncio as aioredis
from botocore.config import Config
from elasticsearch import AsyncElasticsearch, Elasticsearch
from motor.motor_asyncio import AsyncIOMotorClient

BUCKET = os.environ.get("BUCKET", "vault")
s3 = boto3.client("s3", config=Config(connect_timeout=3, read_timeout=9))
mongo = pymongo.MongoClient("mongodb://db", serverSelectionTimeoutMS=2000, socketTimeoutMS=4000)
cache = redis.Redis(socket_timeout=1)
search = Elasticsearch("http://search:9200", request_timeout=5)
amongo = AsyncIOMotorClient("mongodb://db")
acache = aioredis.Redis(socket_timeout=1)
asearch = AsyncElasticsearch("http://search:9200", request_timeout=5)


async def upload(path: Path) -> None:
    s3.upload_file(str(path), BUCKET, path.name)  # expect: blocking-call


async def upload_aside(path: Path) -> None:
    await asyncio.to_thread(s3.upload_file, str(path), BUCKET, path.name)  # ok: blocking-call, gil-bound-offload


async def upload_well(path: Path) -> None:
    async with aioboto3.Session().client("s3") as client:  # expect: client-per-call
        async with aiofiles.open(path, "rb") as source:  # ok: blocking-call
            await client.put_object(Bucket=BUCKET, Key=path.name, Body=await source.read())  # ok: blocking-call


async def describe(key: str) -> dict:
    cached = cache.get(key)  # expect: blocking-call
    if cached:
        return {"cached": True}
    document = mongo.vault.documents.find_one({"key": key})  # expect: blocking-call
    cache.setex(key, 60, "1")  # expect: blocking-call
    return document or {}


async def describe_well(key: str) -> dict:
    if await acache.get(key):  # ok: blocking-call
        return {"cached": True}
    return await amongo.vault.documents.find_one({"key": key}) or {}  # ok: blocking-call


async def find(text: str) -> list:
    hits = search.search(index="vault", query={"match": {"text": text}})  # expect: blocking-call
    return hits["hits"]["hits"]


async def find_well(text: str) -> list:
    hits = await asearch.search(index="vault", query={"match": {"text": text}})  # ok: blocking-call
    return hits["hits"]["hits"]


async def names() -> list[str]:
    found = []
    for document in mongo.vault.documents.find({}, {"key": 1}):  # expect: blocking-call
        found.append(document["key"])
    return found


async def ledger(key: str) -> int:
    async with await psycopg.AsyncConnection.connect("dbname=vault") as conn:  # expect: request-without-timeout  # ok: blocking-call
        cursor = await conn.execute("select count(*) from event where key = %s", [key])
        row = await cursor.fetchone()
    return row[0]


def digest(path: Path) -> str:
    sha = hashlib.sha256()
    with path.open("rb") as source:
        for block in iter(functools.partial(source.read, 1 << 20), b""):
            sha.update(block)
    return sha.hexdigest()


async def checksum(path: Path) -> str:
    return digest(path)  # expect: blocking-chain


async def checksum_aside(path: Path) -> str:
    return await asyncio.get_running_loop().run_in_executor(None, digest, path)  # ok: gil-bound-offload, blocking-chain


async def sync(folder: Path) -> None:
    jobs = []
    for path in folder.iterdir():  # expect: blocking-call
        jobs.append(asyncio.create_task(upload_well(path)))  # ok: lost-task, sequential-awaits
    await asyncio.gather(*jobs)
    for path in folder.glob("*.txt"):  # expect: blocking-call
        await upload_aside(path)  # expect: sequential-awaits
    keys = await acache.lrange("queue", 0, -1)
    for key in keys:
        await acache.delete(key)  # expect: sequential-awaits


async def drain() -> None:
    cursor = 0
    while True:
        cursor, keys = await acache.scan(cursor, match="tmp:*")  # ok: sequential-awaits
        if cursor == 0:
            break


async def download(key: str) -> bytes:
    client = boto3.client("s3")  # expect: client-per-call
    return await asyncio.to_thread(lambda: client.get_object(Bucket=BUCKET, Key=key)["Body"].read())  # ok: blocking-call


async def download_all(keys: list[str]) -> list[bytes]:
    return await asyncio.gather(*(download(key) for key in keys))  # ok: sequential-awaits


async def main() -> None:
    await sync(Path("inbox"))
    await drain()


if __name__ == "__main__":
    asyncio.run(main())
