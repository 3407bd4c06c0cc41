"""Background work for three queues: RQ, dramatiq and huey."""
import json
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool

import boto3
import dramatiq
import requests
from dramatiq.brokers.redis import RedisBroker
from huey import RedisHuey
from redis import Redis
from rq import Queue

from . import synth

dramatiq.set_broker(RedisBroker(host="cache"))
huey = RedisHuey("tones")
queue = Queue("tones", connection=Redis("cache"))
s3 = boto3.client("s3")  # ok: client-per-call


@dramatiq.actor(max_retries=2)
def make_tone(notes):
    samples = synth.render(notes)  # ok: cpu-in-coroutine, gil-bound-pool
    s3.put_object(Bucket="tones", Key="last", Body=synth.pack(samples))  # ok: request-without-timeout, blocking-call


@huey.task()
def make_many(songs):
    with ThreadPoolExecutor(4) as pool:
        tones = list(pool.map(synth.render, songs))  # expect: gil-bound-pool
    with ProcessPoolExecutor() as pool:
        kept = list(pool.map(synth.render, songs))  # expect: process-pool-tax
    return len(tones), len(kept)


@huey.periodic_task(lambda when: True)
def tidy():
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket="tones"):
        for item in page.get("Contents", []):
            s3.delete_object(Bucket="tones", Key=item["Key"])  # expect: io-in-loop


def reverb(samples, kernels):
    with ThreadPool(3) as pool:
        return pool.starmap(synth.convolve, [(samples, kernel) for kernel in kernels])  # expect: gil-bound-pool


def reverb_in_processes(samples, kernels):
    with multiprocessing.Pool(3) as pool:
        return pool.starmap(synth.convolve, [(samples, kernel) for kernel in kernels])  # expect: process-pool-tax


def shrink(blobs: list[bytes]):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(synth.squeeze, blobs))  # ok: gil-bound-pool, gil-held-native


def parse(manifests: list[str]):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(json.loads, manifests))  # expect: gil-held-native


def thaw(blobs: list[bytes]):
    pool = ThreadPoolExecutor(2)
    jobs = [pool.submit(pickle.loads, blob) for blob in blobs]  # expect: gil-held-native
    return [job.result() for job in jobs]


def download(urls: list[str]):
    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(fetch, urls))  # ok: gil-bound-pool, gil-held-native


def fetch(url: str) -> bytes:
    return requests.get(url).content  # ok: request-without-timeout


def enqueue(song):
    return queue.enqueue(make_song, song)


def make_song(song):
    """Run by an RQ worker."""
    samples = synth.echo(synth.render(song["notes"]), 2000, 0.4)
    return synth.pack(samples)
