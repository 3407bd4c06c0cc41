from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer

from .events import Order
from .legacy import Publisher
from .warehouse import Warehouse

log = logging.getLogger(__name__)


class Fulfilment:
    def __init__(self, warehouse: Warehouse, publisher: Publisher, producer: AIOKafkaProducer) -> None:
        self.warehouse = warehouse
        self.publisher = publisher
        self.producer = producer
        self.background: set[asyncio.Task[None]] = set()

    async def orders(self, servers: str) -> AsyncIterator[Order]:
        async with AIOKafkaConsumer("orders", bootstrap_servers=servers) as consumer:
            async for message in consumer:  # ok: sequential-awaits
                yield Order.parse(message.value)  # ok: cpu-in-coroutine, blocking-chain

    async def run(self, servers: str) -> None:
        async for order in self.orders(servers):
            if await self.warehouse.reserve(order):  # ok: sequential-awaits
                self.publisher.publish("reserved", order)  # expect: blocking-chain
            else:
                self.publisher.later("refused", order)  # ok: blocking-chain
                self.keep(self.alert(order))

    def keep(self, work) -> None:
        task = asyncio.ensure_future(work)  # ok: lost-task
        self.background.add(task)
        task.add_done_callback(self.background.discard)

    async def alert(self, order: Order) -> None:
        await self.producer.send_and_wait("alerts", order.dump())  # ok: blocking-call

    async def alert_all(self, orders: list[Order]) -> None:
        for order in orders:
            await self.alert(order)  # expect: sequential-awaits

    async def alert_first(self, orders: list[Order]) -> Order | None:
        for order in orders:
            if not await self.warehouse.reserve(order):  # ok: sequential-awaits
                return order
        return None

    async def shutdown(self) -> None:
        for task in self.background:
            await task  # ok: sequential-awaits
        self.producer.flush()  # expect: unawaited-coroutine
        self.publisher.producer.flush(5)  # expect: blocking-call


async def main(servers: str, dsn: str) -> None:
    warehouse = await Warehouse.connect(dsn)
    async with AIOKafkaProducer(bootstrap_servers=servers) as producer:
        service = Fulfilment(warehouse, Publisher(servers), producer)
        try:
            await service.run(servers)
        finally:
            await service.shutdown()
