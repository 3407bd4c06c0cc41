"""Evolves schedules with a genetic algorithm, over processes or threads."""
import argparse
import math
import multiprocessing
import random
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np  # expect: no-equivalent  # ok: slow-import

WEIGHTS = np.array([3, 2, 1])
LESSONS = 40
SLOTS = 25


def clashes(plan: list[int], groups: list[set[int]]) -> int:
    count = 0
    for i in range(len(plan)):  # expect: hot-loop
        for j in range(i + 1, len(plan)):
            if plan[i] == plan[j] and groups[i] & groups[j]:
                count += 1
    return count


def gaps(plan: list[int]) -> int:
    ordered = sorted(plan)
    return sum(b - a - 1 for a, b in zip(ordered, ordered[1:]) if b - a > 1)  # ok: hot-loop


def fitness(plan: list[int], groups: list[set[int]]) -> float:
    return float(np.dot(WEIGHTS, [clashes(plan, groups), gaps(plan), 0]))


def crossover(left: list[int], right: list[int], rng: random.Random) -> list[int]:
    cut = rng.randrange(len(left))
    return left[:cut] + right[cut:]


def grid() -> list[list[int]]:
    return [[row * 5 + column for column in range(5)] for row in range(5)]  # ok: hot-loop


def search_space(lessons: int) -> int:
    return SLOTS ** lessons  # expect: unbounded-int


def orders(lessons: int) -> int:
    return math.factorial(lessons)  # expect: unbounded-int


def bits(lessons: int) -> int:
    return (1 << (lessons % 32)) - 1  # ok: unbounded-int


class Island(threading.Thread):
    def __init__(self, seed: int, groups: list[set[int]], rounds: int):
        super().__init__()
        self.rng = random.Random(seed)
        self.groups = groups
        self.rounds = rounds
        self.best: list[int] = []
        self.tried = 0

    def run(self) -> None:
        plan = [self.rng.randrange(SLOTS) for _ in range(LESSONS)]
        for _ in range(self.rounds):
            other = crossover(plan, plan[::-1], self.rng)
            self.tried += 1  # ok: shared-state-race
            if clashes(other, self.groups) < clashes(plan, self.groups):
                plan = other
        self.best = plan


def with_islands(groups: list[set[int]], count: int) -> list[int]:
    islands = [Island(seed, groups, 500) for seed in range(count)]  # expect: gil-bound-thread  # ok: thread-per-item
    for island in islands:
        island.start()
    for island in islands:
        island.join()
    return min((island.best for island in islands), key=len)


def with_processes(plans: list[list[int]], groups: list[set[int]]) -> list[float]:
    with ProcessPoolExecutor() as pool:  # ok: process-pool-tax
        return list(pool.map(fitness, plans, [groups] * len(plans)))  # expect: process-pool-tax


def with_multiprocessing(plans: list[list[int]], groups: list[set[int]]) -> list[int]:
    with multiprocessing.Pool(4) as pool:
        return pool.starmap(clashes, [(plan, groups) for plan in plans])  # expect: process-pool-tax


def with_threads(plans: list[list[int]], groups: list[set[int]]) -> list[float]:
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(fitness, plan, groups) for plan in plans]  # expect: gil-bound-pool
        heads = list(pool.map(min, plans))  # ok: gil-bound-pool, gil-held-native
        return [future.result() for future in waiting] + heads


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--how", choices=["islands", "processes", "threads"], default="processes")
    options = parser.parse_args()
    groups = [{random.randrange(9) for _ in range(3)} for _ in range(LESSONS)]
    plans = [[random.randrange(SLOTS) for _ in range(LESSONS)] for _ in range(200)]
    if options.how == "islands":
        print(with_islands(groups, 4))
    elif options.how == "processes":
        print(min(with_processes(plans, groups)), min(with_multiprocessing(plans, groups)))
    else:
        print(min(with_threads(plans, groups)))
    print(search_space(LESSONS), orders(LESSONS), bits(LESSONS), grid())


if __name__ == "__main__":
    main()
