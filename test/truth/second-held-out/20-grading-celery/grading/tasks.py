from __future__ import annotations

import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

import requests
from celery import group, shared_task

from .app import celery
from .similarity import longest, overlap
from .store import Submissions

submissions = Submissions("postgresql://grading@db/grading")


@celery.task
def compare(one: int, two: int) -> int:
    return longest(submissions.text(one), submissions.text(two))  # ok: gil-bound-offload


@shared_task(bind=True, autoretry_for=(OSError,))
def compare_all(self, number: int, others: list[int]) -> list[int]:
    mine = submissions.text(number)
    texts = [submissions.text(other) for other in others]  # expect: io-in-loop
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda text: longest(mine, text), texts))  # expect: gil-bound-pool


@celery.task
def compare_with_threads(number: int, texts: list[str]) -> list[int]:
    mine = submissions.text(number)
    pool = ThreadPool(4)
    try:
        return pool.starmap(longest, [(mine, text) for text in texts])  # expect: gil-bound-pool
    finally:
        pool.close()


@celery.task
def quick(numbers: list[int]) -> list[float]:
    texts = submissions.texts(numbers)  # ok: io-in-loop
    with ThreadPoolExecutor(2) as pool:
        again = [pool.submit(submissions.text, number) for number in numbers]  # ok: gil-bound-pool, thread-per-item, io-in-loop
        return [overlap(texts[0], job.result()) for job in again]  # ok: io-in-loop


@celery.task(time_limit=60)
def compile_submission(number: int) -> bool:  # ok: sync-handler-io
    done = subprocess.run(["grade-compile", str(number)], timeout=50)  # ok: blocking-call
    requests.post("https://campus.example/grades", json={"number": number, "ok": done.returncode == 0})  # ok: request-without-timeout
    return done.returncode == 0


@celery.task
def fan_out(numbers: list[int]) -> None:
    group(compare.s(numbers[0], other) for other in numbers[1:]).delay()  # ok: io-in-loop


@celery.task
def warm(numbers: list[int]) -> None:
    for number in numbers:
        threading.Thread(target=submissions.text, args=(number,)).start()  # expect: thread-per-item  # ok: gil-bound-thread


@celery.task
def announce(courses: list[str]) -> None:
    with requests.Session() as session:  # ok: client-per-call
        for course in courses:
            session.post(f"https://campus.example/{course}/news", json={"kind": "graded"}, timeout=5)  # expect: io-in-loop
