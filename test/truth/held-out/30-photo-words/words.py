"""Text mining in threads: natives that keep the GIL, timers, and downloads that do not."""
import base64
import concurrent.futures
import csv
import hashlib
import json
import re
import threading
import zlib
from collections import Counter
from pathlib import Path

import httpx
import requests

pool = concurrent.futures.ThreadPoolExecutor(max_workers=6)
WORD = re.compile(r"[a-zà-ÿ]+")
index: dict[str, set] = {}
index_lock = threading.Lock()
pages = 0


def fetch(url: str) -> str:
    return requests.get(url, timeout=9).text


def words_of(path: Path) -> Counter:
    return Counter(WORD.findall(path.read_text().lower()))


def soundex_all(words: list[str]) -> list[str]:
    codes = []
    for word in words:  # expect: hot-loop
        code = word[:1].upper()
        last = ""
        for letter in word[1:]:
            digit = str("bfpv cgjkqsxz dt l mn r".find(letter) // 4)
            if digit != last and letter not in "aeiouhwy":
                code += digit
            last = digit
        codes.append(code[:4].ljust(4, "0"))
    return codes


def cosine(left: Counter, right: Counter) -> float:
    return sum(count * right[word] for word, count in left.items())  # ok: hot-loop


def similarity(documents: list[Counter]) -> list[list[float]]:
    table = []
    for left in documents:  # expect: hot-loop
        row = []
        for right in documents:
            row.append(sum(count * right[word] for word, count in left.items()))
        table.append(row)
    return table


def load_lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.open()]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def crawl(urls: list[str]) -> list[str]:
    return list(pool.map(fetch, urls))  # ok: gil-bound-pool, gil-held-native


def count_all(paths: list[Path]) -> Counter:
    total = Counter()
    for counter in pool.map(words_of, paths):  # expect: gil-held-native
        total += counter
    return total


def load_all(paths: list[Path]) -> list[list[dict]]:
    return [job.result() for job in [pool.submit(load_lines, path) for path in paths]]  # expect: gil-held-native


def digests(paths: list[Path]) -> list[str]:
    return list(pool.map(digest, paths))  # ok: gil-held-native, gil-bound-pool


def unpack(blobs: list[bytes]) -> list[bytes]:
    return list(pool.map(zlib.decompress, blobs))  # ok: gil-held-native, gil-bound-pool


def codes(batches: list[list[str]]) -> list[list[str]]:
    return list(pool.map(soundex_all, batches))  # expect: gil-bound-pool


def compare_soon(documents: list[Counter]) -> threading.Timer:
    timer = threading.Timer(10, similarity, args=[documents])  # expect: gil-bound-thread
    timer.start()
    return timer


def add_page(url: str) -> None:
    global pages
    text = fetch(url)
    pages += 1  # expect: shared-state-race
    with index_lock:
        for word in WORD.findall(text):
            index.setdefault(word, set()).add(url)  # ok: shared-state-race


def add_pages(urls: list[str]) -> None:
    with concurrent.futures.ThreadPoolExecutor() as workers:
        for url in urls:
            workers.submit(add_page, url)  # ok: thread-per-item, gil-bound-pool


def add_pages_by_thread(urls: list[str]) -> None:
    threads = []
    for url in urls:
        thread = threading.Thread(target=add_page, args=(url,))  # expect: thread-per-item
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()


def scores(urls: list[str]) -> dict[str, int]:
    found = {}
    for url in urls:
        client = httpx.Client(timeout=4)  # expect: client-per-call
        found[url] = client.get(url).status_code  # expect: io-in-loop
        client.close()
    return found


def scores_well(urls: list[str]) -> dict[str, int]:
    with httpx.Client(timeout=4) as client:  # ok: client-per-call
        return {url: client.get(url).status_code for url in urls}  # expect: io-in-loop


def dump(rows: list[dict], out: Path) -> None:
    with out.open("w", newline="") as target:
        writer = csv.DictWriter(target, ["word", "count"])
        for row in rows:
            writer.writerow(row)  # ok: io-in-loop


def small(text: str = "aGVsbG8=") -> bytes:
    return pool.submit(base64.b64decode, text).result()  # expect: gil-held-native
