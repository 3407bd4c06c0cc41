from __future__ import annotations

import multiprocessing
import threading
import time
from concurrent.futures import Future, InterpreterPoolExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from threading import Thread

from .rating import Game, Ratings, pairings

NODES = ("a", "b", "c")


class Season:
    def __init__(self, games: list[Game]) -> None:
        self.games = games
        self.ratings = Ratings()
        self.finished = False
        self.progress: list[str] = []
        self.interpreters = InterpreterPoolExecutor(2)
        self.pool = self.make_pool()

    def make_pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(4, thread_name_prefix="season")

    def start(self) -> list[Thread]:
        threads = []
        for part in range(4):
            thread = Thread(target=self.ratings.play, args=(self.games[part::4], 50))  # expect: gil-bound-thread  # ok: thread-per-item
            thread.start()
            threads.append(thread)
        return threads

    def ticker(self) -> None:
        while not self.finished:  # expect: busy-wait
            time.sleep(5)
        self.progress.append("done")  # ok: shared-state-race

    def run(self) -> str:
        Thread(target=self.ticker, daemon=True).start()  # ok: gil-bound-thread, thread-per-item
        for thread in self.start():
            thread.join()
        self.finished = True
        return self.ratings.best()

    def schedule(self, leagues: list[list[str]]) -> list[Future]:
        return [self.pool.submit(pairings, league) for league in leagues]  # expect: gil-bound-pool

    def schedule_apart(self, leagues: list[list[str]]) -> list[Future]:
        return [self.interpreters.submit(pairings, league) for league in leagues]  # ok: gil-bound-pool, process-pool-tax

    def schedule_in_process(self, league: list[str]) -> None:
        process = multiprocessing.Process(target=pairings, args=(league,))  # ok: process-pool-tax, gil-bound-thread
        process.start()
        process.join()

    def schedule_many(self, leagues: list[list[str]]) -> list:
        with ProcessPoolExecutor() as pool:
            return list(pool.map(pairings, leagues))  # expect: process-pool-tax

    def notify(self, players: list[str]) -> None:
        for player in players:
            Thread(target=self.progress.append, args=(player,)).start()  # expect: thread-per-item  # ok: gil-bound-thread
        for node in NODES:
            Thread(target=self.progress.append, args=(node,)).start()  # ok: thread-per-item, gil-bound-thread


def nightly(season: Season) -> threading.Timer:
    timer = threading.Timer(3600, lambda: season.ratings.play(season.games, 10))  # expect: gil-bound-thread
    timer.start()
    return timer


def spin(job: Future) -> object:
    while not job.done():  # expect: busy-wait
        pass
    return job.result()
