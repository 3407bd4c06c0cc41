from __future__ import annotations

from functools import lru_cache

import pymongo
import requests
from motor.motor_asyncio import AsyncIOMotorClient


class Stock:
    def __init__(self) -> None:
        self.client = pymongo.MongoClient("mongodb://stock", timeoutMS=2000)  # ok: client-per-call
        self.later = AsyncIOMotorClient("mongodb://stock", timeoutMS=2000)  # ok: client-per-call

    @property
    def items(self) -> pymongo.collection.Collection:
        return self.client.shop.items

    def find(self, sku: str) -> dict | None:
        return self.items.find_one({"_id": sku})

    async def find_later(self, sku: str) -> dict | None:
        return await self.later.shop.items.find_one({"_id": sku})  # ok: blocking-call

    def key(self, sku: str) -> str:
        return sku.strip().upper()


@lru_cache(maxsize=1)
def stock() -> Stock:
    return Stock()


def rate(currency: str) -> float:
    return requests.get("https://rates.example/latest", params={"to": currency}, timeout=3).json()["rate"]
