from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field

import redis
from redis.asyncio import Redis as AsyncRedis

from .geo import Geocoder, Point


@dataclass
class Services:
    geo: Geocoder
    quick: AsyncRedis
    counters: redis.Redis
    after_drop: list[Callable[[str], None]] = field(default_factory=list)

    def count(self, what: str) -> int:
        return self.counters.incr(f"courier:{what}")

    def on_drop(self, action: Callable[[str], None]) -> Callable[[str], None]:
        self.after_drop.append(action)
        return action


def build() -> Services:
    return Services(
        geo=Geocoder(os.environ["GEO_KEY"]),
        quick=AsyncRedis(host="redis", socket_timeout=1),
        counters=redis.Redis(host="redis", socket_timeout=1),
    )


def describe(point: Point) -> str:
    return "{:.4f}, {:.4f}".format(*point)
