"""The old consumer, which still runs for two customers, and the publisher that both use."""
from __future__ import annotations

import logging
import threading
import time

import psycopg2
from confluent_kafka import Consumer, Producer

from .events import Order

log = logging.getLogger(__name__)


class Publisher:
    def __init__(self, servers: str) -> None:
        self.producer = Producer({"bootstrap.servers": servers})
        self.sent = 0

    def publish(self, topic: str, order: Order) -> None:
        self.producer.produce(topic, order.dump())
        self.producer.flush(5)

    def later(self, topic: str, order: Order) -> None:
        self.producer.produce(topic, order.dump())


class OldConsumer(threading.Thread):
    def __init__(self, servers: str, dsn: str) -> None:
        super().__init__(daemon=True)
        self.consumer = Consumer({"bootstrap.servers": servers, "group.id": "fulfil"})
        self.db = psycopg2.connect(dsn)
        self.seen = 0
        self.stopping = False

    def run(self) -> None:
        self.consumer.subscribe(["orders"])
        while not self.stopping:  # ok: busy-wait
            message = self.consumer.poll(1.0)  # ok: io-in-loop
            if message is None:
                continue
            self.save(Order.parse(message.value()))  # ok: io-in-loop
            self.seen += 1  # ok: shared-state-race

    def save(self, order: Order) -> None:
        with self.db, self.db.cursor() as cursor:
            cursor.execute("insert into fulfilment values (%s, %s, %s)", (order.number, order.sku, order.count))

    def replay(self, orders: list[Order]) -> None:
        for order in orders:
            self.save(order)  # expect: io-in-loop


def run_old(servers: str, dsn: str) -> None:
    consumer = OldConsumer(servers, dsn)  # ok: gil-bound-thread, thread-per-item
    consumer.start()
    while consumer.is_alive():  # expect: busy-wait
        time.sleep(0.2)
    log.info("%d orders", consumer.seen)
