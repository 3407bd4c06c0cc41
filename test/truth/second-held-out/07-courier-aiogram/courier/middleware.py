from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Message, TelegramObject

from .services import Services


class Counting(BaseMiddleware):
    def __init__(self, services: Services) -> None:
        self.services = services
        self.slowest = 0.0

    async def __call__(
        self, handler: Callable[[TelegramObject, dict], Awaitable[Any]], event: TelegramObject, data: dict[str, Any]
    ) -> Any:
        started = time.perf_counter()
        data["services"] = self.services
        self.services.count(type(event).__name__)  # expect: blocking-chain
        try:
            return await handler(event, data)
        finally:
            self.slowest = max(self.slowest, time.perf_counter() - started)


class Throttle(BaseMiddleware):
    def __init__(self, services: Services, per_minute: int = 20) -> None:
        self.services = services
        self.limit = per_minute

    async def __call__(self, handler, event: Message, data):
        key = f"throttle:{event.from_user.id}"
        if await self.services.quick.incr(key) > self.limit:  # ok: blocking-call, blocking-chain
            return None
        self.services.quick.expire(key, 60)  # expect: unawaited-coroutine
        return await handler(event, data)
