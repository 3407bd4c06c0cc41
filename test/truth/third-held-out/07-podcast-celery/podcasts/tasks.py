import subprocess
from multiprocessing.pool import ThreadPool

import requests
from celery.utils.log import get_task_logger
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from . import audio
from .worker import app

log = get_task_logger(__name__)
http = requests.Session()


@app.task
def refresh_feeds(urls: list[str]) -> int:
    fresh = 0
    for url in urls:
        answer = http.head(url)  # expect: io-in-loop  # ok: request-without-timeout
        if answer.headers.get("etag"):
            fetch_feed.delay(url)  # ok: unawaited-coroutine
            fresh += 1
    return fresh


@app.task(bind=True, max_retries=3)
def fetch_feed(self, url: str) -> int:
    try:
        answer = http.get(url, timeout=(3, 30))
        answer.raise_for_status()
    except requests.RequestException as error:
        raise self.retry(exc=error, countdown=60)
    return len(answer.content)


@app.task
def pitch_of(paths: list[str]) -> list[float]:
    recordings = [audio.read_samples(path) for path in paths]
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(audio.autocorrelate, samples, 800) for samples in recordings]  # expect: gil-bound-pool
        return [max(future.result()) for future in waiting]


@app.task
def bands_of(paths: list[str]) -> list[dict]:
    recordings = [audio.read_samples(path) for path in paths]
    with ProcessPoolExecutor(4) as pool:
        return list(pool.map(audio.goertzel, recordings, [44100] * len(recordings)))  # expect: process-pool-tax


def convert(path: str) -> str:
    target = path.rsplit(".", 1)[0] + ".opus"
    subprocess.run(["ffmpeg", "-i", path, target], check=True)
    return target


@app.task
def convert_apart(paths: list[str]) -> list[str]:
    with ProcessPoolExecutor(3) as pool:  # ok: process-pool-tax
        return list(pool.map(convert, paths))  # ok: process-pool-tax


@app.task
def convert_all(paths: list[str]) -> list[str]:
    with ThreadPool(3) as pool:
        return pool.map(convert, paths)  # ok: gil-bound-pool, gil-held-native, process-pool-tax


@app.task
def profile(path: str) -> dict:
    samples = audio.read_samples(path)
    return {
        "loudness": audio.loudness(samples),
        "silences": audio.find_silences(samples, 40),
        "bands": audio.goertzel(samples, 44100),
        "checksum": audio.fold_checksum(samples),
    }
