"""Consumes clicks, sums them up per session, writes them on."""
import json
import logging
import signal
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import psycopg2  # ok: no-equivalent
from kafka import KafkaConsumer, KafkaProducer
from psycopg2.extras import execute_values

from sessions import Sessioniser, similarity

log = logging.getLogger("clicks")


@dataclass
class Click:
    user: str
    page: str
    at: float


class Counters:
    def __init__(self):
        self.read = 0
        self.written = 0
        self.bad = 0
        self._lock = threading.Lock()

    def count_written(self, number: int) -> None:
        with self._lock:
            self.written += number  # ok: shared-state-race

    def count_bad(self) -> None:
        self.bad += 1  # expect: shared-state-race  # expect[3.14t]: shared-state-race


class Writer:
    def __init__(self, dsn: str, counters: Counters):
        self.connection = psycopg2.connect(dsn)  # ok: client-per-call, request-without-timeout
        self.counters = counters

    def write(self, clicks: list[Click]) -> None:
        with self.connection.cursor() as cursor:
            execute_values(cursor, "insert into click values %s", [(c.user, c.page, c.at) for c in clicks])
        self.connection.commit()
        self.counters.count_written(len(clicks))


class Worker(threading.Thread):
    def __init__(self, dsn: str, counters: Counters):
        super().__init__(daemon=True)
        self.counters = counters
        self.writer = Writer(dsn, counters)
        self.stopping = threading.Event()
        self.batch: list[Click] = []

    def run(self) -> None:
        consumer = KafkaConsumer("clicks", group_id="writers")  # ok: client-per-call
        while not self.stopping.is_set():  # ok: busy-wait
            for records in consumer.poll(timeout_ms=500).values():  # ok: io-in-loop
                for record in records:
                    self.take(record.value)
        consumer.close()

    def take(self, value: bytes) -> None:
        try:
            body = json.loads(value)  # ok: gil-held-native
            self.batch.append(Click(body["user"], body["page"], body["at"]))
        except (ValueError, KeyError):
            self.counters.count_bad()
        if len(self.batch) >= 500:
            self.writer.write(self.batch)  # ok: io-in-loop
            self.batch = []


def summarise(clicks: list[Click]) -> dict[str, int]:
    visits: dict[str, int] = defaultdict(int)
    for click in clicks:  # ok: hot-loop
        visits[click.page] += 1
    return visits


def alike_users(sessions: dict[str, list[str]]) -> list[tuple[str, str, float]]:
    users = list(sessions)
    with ThreadPoolExecutor(max_workers=4) as pool:
        waiting = {}
        for left, right in zip(users, users[1:]):
            waiting[left, right] = pool.submit(similarity, sessions[left], sessions[right])  # expect: gil-bound-pool
        return [(a, b, future.result()) for (a, b), future in waiting.items()]


def publish(producer: KafkaProducer, alike: list[tuple[str, str, float]]) -> None:
    for left, right, value in alike:
        producer.send("alike", json.dumps([left, right, value]).encode())  # ok: io-in-loop
    producer.flush()


def wait_until_idle(counters: Counters) -> None:
    while counters.read != counters.written:  # expect: busy-wait
        time.sleep(0.2)


def main() -> None:
    counters = Counters()
    workers = []
    for _ in range(3):
        worker = Worker("dbname=clicks", counters)  # ok: thread-per-item, gil-bound-thread
        worker.start()
        workers.append(worker)
    signal.signal(signal.SIGTERM, lambda *_: [worker.stopping.set() for worker in workers])
    sessions = Sessioniser(1800)
    for worker in workers:
        worker.join()
        for click in worker.batch:
            sessions.add(click.user, click.page, click.at)
    wait_until_idle(counters)
    publish(KafkaProducer(linger_ms=50), alike_users(sessions.pages))


if __name__ == "__main__":
    main()
