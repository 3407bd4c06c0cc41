"""Dramatiq-like worker: takes jobs from RabbitMQ, fetches feeds, tells subscribers."""
import json
import logging
import threading
import time
import xml.etree.ElementTree as ET
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pika
import psycopg2
import requests

log = logging.getLogger("feeds")
local = threading.local()
seen = Counter()
failures = 0
session = requests.Session()  # ok: client-per-call


def connection():
    if getattr(local, "connection", None) is None:  # ok: dynamic-attribute
        local.connection = psycopg2.connect("dbname=feeds")  # ok: client-per-call
    return local.connection


def parse_feed(path: Path) -> list[str]:
    root = ET.parse(path).getroot()
    return [item.findtext("title", "") for item in root.iter("item")]


def parse_all(paths: list[Path]) -> list[list[str]]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(parse_feed, paths))  # expect: gil-held-native


def fetch(url: str) -> Path:
    global failures
    target = Path("feeds") / str(abs(hash(url)))
    try:
        answer = session.get(url, timeout=20)
        target.write_bytes(answer.content)
    except requests.RequestException:
        failures += 1  # expect: shared-state-race
    seen[url] = 1  # ok: shared-state-race
    return target


def fetch_all(urls: list[str]) -> list[Path]:
    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(fetch, urls))  # ok: gil-bound-pool, gil-held-native


def subscribers(feed: int) -> list[str]:
    with connection().cursor() as cursor:
        cursor.execute("select address from subscriber where feed = %s", (feed,))
        return [address for (address,) in cursor]


def tell(addresses: list[str], title: str) -> None:
    for address in addresses:
        session.post("https://push.example", json={"to": address, "title": title}, timeout=5)  # expect: io-in-loop


def tell_in_threads(addresses: list[str], title: str) -> None:
    threads = []
    for address in addresses:
        thread = threading.Thread(target=tell, args=([address], title))  # expect: thread-per-item  # ok: gil-bound-thread
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()


def on_job(channel, method, properties, body: bytes) -> None:
    job = json.loads(body)  # ok: gil-held-native
    for attempt in range(3):
        try:
            titles = parse_all(fetch_all(job["urls"]))
            break
        except OSError:
            time.sleep(2 ** attempt)  # ok: unbounded-int
    else:
        return
    for feed in titles:
        for title in feed:  # ok: hot-loop
            tell_in_threads(job["to"], title)
    channel.basic_ack(method.delivery_tag)  # ok: io-in-loop


def wait_for_broker(ready: threading.Event) -> None:
    while not ready.is_set():  # expect: busy-wait
        time.sleep(0.5)


def main() -> None:
    ready = threading.Event()
    broker = pika.BlockingConnection(pika.ConnectionParameters("broker"))  # ok: client-per-call
    channel = broker.channel()
    channel.basic_consume("feeds", on_job)
    ready.set()
    wait_for_broker(ready)
    channel.start_consuming()


if __name__ == "__main__":
    main()
