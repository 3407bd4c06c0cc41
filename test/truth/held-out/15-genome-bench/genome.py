"""Sequence alignment with Typer: one kernel, every kind of pool."""
import itertools
import multiprocessing as mp
from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from multiprocessing.dummy import Pool as DummyPool
from pathlib import Path
from typing import Iterator

import numpy as np  # expect: slow-import, no-equivalent
import typer
from joblib import Parallel, delayed

app = typer.Typer()


def read_fasta(path: Path) -> Iterator[tuple[str, str]]:
    name, parts = "", []
    for line in path.open():  # ok: hot-loop
        if line.startswith(">"):
            if name:
                yield name, "".join(parts)
            name, parts = line[1:].strip(), []
        else:
            parts.append(line.strip())
    yield name, "".join(parts)


def align(pair: tuple[str, str]) -> int:
    left, right = pair
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):  # expect: hot-loop
        last, row[0] = row[0], i
        for j, b in enumerate(right, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (a != b))
    return row[-1]


def gc_share(sequence: str) -> float:
    return (sequence.count("G") + sequence.count("C")) / max(1, len(sequence))


def kmers(sequence: str, k: int = 4) -> dict[str, int]:
    counts: dict[str, int] = {}
    for at in range(len(sequence) - k + 1):  # ok: hot-loop
        word = sequence[at : at + k]
        counts[word] = counts.get(word, 0) + 1
    return counts


def spread(matrix):
    return np.linalg.norm(matrix - matrix.mean(axis=0), axis=1)


def pairs(path: Path) -> list[tuple[str, str]]:
    return list(itertools.combinations((sequence for _, sequence in read_fasta(path)), 2))


@app.command()
def threads(path: Path):
    with ThreadPoolExecutor() as pool:
        jobs = [pool.submit(align, pair) for pair in pairs(path)]  # expect: gil-bound-pool  # ok[3.14t]: gil-bound-pool
        typer.echo(min(job.result() for job in as_completed(jobs)))


@app.command()
def dummy(path: Path):
    with DummyPool(8) as pool:
        typer.echo(min(pool.imap_unordered(align, pairs(path))))  # expect: gil-bound-pool  # ok[3.14t]: gil-bound-pool


@app.command()
def joblib_threads(path: Path):
    scores = Parallel(n_jobs=4, prefer="threads")(delayed(align)(pair) for pair in pairs(path))  # expect: gil-bound-pool  # ok[3.14t]: gil-bound-pool
    typer.echo(min(scores))


@app.command()
def joblib_processes(path: Path):
    scores = Parallel(n_jobs=4)(delayed(align)(pair) for pair in pairs(path))  # expect: process-pool-tax
    typer.echo(min(scores))


@app.command()
def processes(path: Path):
    with ProcessPoolExecutor(max_workers=4) as pool:
        typer.echo(min(pool.map(align, pairs(path), chunksize=64)))  # expect: process-pool-tax


@app.command()
def spawn(path: Path):
    with mp.get_context("spawn").Pool(4) as pool:
        typer.echo(min(pool.imap(align, pairs(path))))  # expect: process-pool-tax


@app.command()
def one_process(path: Path):
    worker = mp.Process(target=align, args=(pairs(path)[0],))  # ok: process-pool-tax, gil-bound-thread
    worker.start()
    worker.join()  # ok: blocking-call


@app.command()
def interpreters(path: Path):
    with InterpreterPoolExecutor() as pool:
        typer.echo(min(pool.map(align, pairs(path))))  # ok: gil-bound-pool


@app.command()
def shares(path: Path):
    with ThreadPoolExecutor() as pool:
        typer.echo(max(pool.map(gc_share, [sequence for _, sequence in read_fasta(path)])))  # ok: gil-bound-pool


@app.command()
def outliers(path: Path):
    with ThreadPoolExecutor() as pool:
        job = pool.submit(spread, np.loadtxt(path))  # ok: gil-bound-pool, gil-held-native
        typer.echo(job.result().max())


if __name__ == "__main__":
    app()
