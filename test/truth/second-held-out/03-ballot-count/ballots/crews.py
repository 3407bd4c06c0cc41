"""The same count on threads, processes and interpreters, to see which machine likes which."""
from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from functools import partial
from multiprocessing.dummy import Pool as ThreadPool
from pathlib import Path

from joblib import Parallel, delayed

from .methods import pairwise, plurality, runoff
from .reading import Ward, scanned, seal, table

try:
    from concurrent.futures import InterpreterPoolExecutor
except ImportError:
    InterpreterPoolExecutor = ProcessPoolExecutor


def seals(paths: list[Path]) -> dict[Path, str]:
    with ThreadPoolExecutor() as pool:
        return dict(zip(paths, pool.map(seal, paths)))  # ok: gil-bound-pool, gil-held-native


def tables(paths: list[Path]) -> list[list[list[str]]]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(table, paths))  # expect: gil-held-native


def marks(paths: list[Path]) -> list[dict]:
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(scanned, path) for path in paths]  # expect: gil-held-native
        return [job.result() for job in jobs]  # ok: io-in-loop


def on_threads(wards: list[Ward], candidates: int) -> dict[str, list[int]]:
    with ThreadPoolExecutor(4) as pool:
        jobs: dict[Future, str] = {}
        for ward in wards:
            jobs[pool.submit(pairwise, ward.ballots, candidates)] = ward.name  # expect: gil-bound-pool
        return {jobs[job]: job.result() for job in as_completed(jobs)}


def on_dummies(wards: list[Ward], candidates: int) -> list[list[int]]:
    count = partial(runoff, candidates=candidates)
    with ThreadPool(4) as pool:
        return pool.map(count, [ward.ballots for ward in wards])  # expect: gil-bound-pool


def on_joblib(wards: list[Ward], candidates: int) -> list[list[int]]:
    work = (delayed(pairwise)(ward.ballots, candidates) for ward in wards)
    return Parallel(n_jobs=4, backend="threading")(work)  # expect: gil-bound-pool


def on_processes(wards: list[Ward], candidates: int) -> list[list[int]]:
    with ProcessPoolExecutor() as pool:
        jobs = [pool.submit(pairwise, ward.ballots, candidates) for ward in wards]  # expect: process-pool-tax  # ok: gil-bound-pool
        return [job.result() for job in jobs]


def on_old_processes(wards: list[Ward], candidates: int) -> list[list[int]]:
    context = multiprocessing.get_context("spawn")
    with context.Pool(4) as pool:
        return pool.starmap(runoff, [(ward.ballots, candidates) for ward in wards])  # expect: process-pool-tax  # ok: gil-bound-pool


def on_interpreters(wards: list[Ward], candidates: int) -> list[list[int]]:
    from concurrent.futures import InterpreterPoolExecutor as Interpreters

    with Interpreters(4) as pool:
        return list(pool.map(pairwise, [ward.ballots for ward in wards], [candidates] * len(wards)))  # ok: gil-bound-pool, process-pool-tax


def first_choices(wards: list[Ward], candidates: int) -> list[list[int]]:
    with ThreadPoolExecutor(2) as pool:
        return [pool.submit(plurality, ward.ballots, candidates).result() for ward in wards]  # ok: gil-bound-pool
