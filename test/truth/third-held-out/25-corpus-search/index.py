"""Builds and queries an inverted index of text files."""
import argparse
import csv
import json
import os
import re
import string
import threading
import zlib
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Iterator

TOKEN = re.compile(r"\w+")
TABLE = str.maketrans("", "", string.punctuation)


class Index:
    def __init__(self):
        self.postings: dict[str, set[int]] = defaultdict(set)
        self.documents: list[Path] = []
        self.tokens = 0
        self.lock = threading.Lock()

    def add(self, number: int, words: list[str]) -> None:
        with self.lock:
            for word in words:
                self.postings[word].add(number)
            self.tokens += len(words)  # ok: shared-state-race

    def search(self, query: str) -> set[int]:
        found: set[int] | None = None
        for word in query.split():
            hits = self.postings.get(word, set())
            found = hits if found is None else found & hits
        return found or set()


def tokens_of(path: Path) -> list[str]:
    return TOKEN.findall(path.read_text())


def shingles(words: list[str], size: int) -> Iterator[int]:
    value = 0
    for position, word in enumerate(words):  # ok: hot-loop
        value = (value * 31 + hash(word)) & 0xFFFFFFFF  # ok: unbounded-int
        if position >= size:
            yield value


def overlap(left: list[str], right: list[str]) -> int:
    shared = 0
    for a in left:  # expect: hot-loop
        for b in right:
            if a == b:
                shared += 1
    return shared


def compress(path: Path) -> bytes:
    return zlib.compress(path.read_bytes())


def sort_lines(path: Path) -> list[str]:
    return sorted(path.read_text().splitlines())


def read_table(path: Path) -> list[dict]:
    with path.open(newline="") as stream:
        return [dict(row) for row in csv.DictReader(stream)]


def first_line(path: Path) -> str:
    with path.open() as stream:
        return stream.readline()


def rank(index: Index, words: list[str], scores: dict[int, float]) -> None:
    for word in words:  # expect: hot-loop
        for number in index.postings[word]:
            for other in index.postings[word]:
                if other != number:
                    scores[number] = scores.get(number, 0.0) + 1.0 / len(word)


def build(folder: Path) -> Index:
    index = Index()
    index.documents = sorted(folder.rglob("*.txt"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for number, words in enumerate(pool.map(tokens_of, index.documents)):  # expect: gil-held-native
            index.add(number, words)
        heads = pool.map(first_line, index.documents)  # ok: gil-held-native, gil-bound-pool
        sizes = pool.map(compress, index.documents)  # ok: gil-held-native, gil-bound-pool
        print(len(list(heads)), sum(len(data) for data in sizes))
    return index


def sorted_copies(paths: list[Path]) -> list[list[str]]:
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(sort_lines, path) for path in paths]  # expect: gil-held-native
        return [future.result() for future in as_completed(waiting)]


def rank_in_threads(index: Index, words: list[str]) -> dict[int, float]:
    parts: list[dict[int, float]] = [{}, {}]
    halves = (words[::2], words[1::2])
    threads = [threading.Thread(target=rank, args=(index, half, part)) for half, part in zip(halves, parts)]  # expect: gil-bound-thread  # ok: thread-per-item
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {**parts[0], **parts[1]}


def overlaps(documents: list[list[str]]) -> list[int]:
    first = documents[0]
    with ThreadPoolExecutor(4) as pool:
        lazy = pool.map(lambda other: overlap(first, other), documents[1:])  # expect: gil-bound-pool  # ok[3.14t]: gil-bound-pool
        return list(lazy)


def fingerprint(path: Path) -> int:
    words = tokens_of(path)
    return min(shingles(words, 5), default=0)


def export(index: Index, target: Path) -> None:
    writer = threading.Thread(target=target.write_text, args=(json.dumps(sorted(index.postings)),))  # ok: gil-bound-thread, gil-held-native, thread-per-item
    writer.start()
    writer.join()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("query", nargs="*")
    options = parser.parse_args()
    index = build(options.folder)
    for number in sorted(index.search(" ".join(options.query))):
        path = index.documents[number]
        print(path, fingerprint(path))
    best = rank_in_threads(index, options.query)
    print(sorted(best.items(), key=lambda item: -item[1])[:10])
    export(index, options.folder / "index.json")


if __name__ == "__main__":
    main()
