from __future__ import annotations

import concurrent.futures
import itertools
import sys
from pathlib import Path

import click
import matplotlib.pyplot as plt  # expect: slow-import, no-equivalent
import numpy as np  # expect: no-equivalent  # ok: slow-import
import scipy.stats  # expect: slow-import, no-equivalent

from . import Record, read, score
from .align import arrangements, packed, paths, rolling

WEIGHTS = np.array([0.3, 0.2, 0.2, 0.3])


def compare(pair: tuple[Record, Record]) -> int:
    return score(pair[0].letters, pair[1].letters)


@click.group()
@click.version_option()
def main() -> None:
    """Small tools over FASTA files."""


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--threads/--processes", default=False)
def matrix(files: tuple[Path, ...], threads: bool) -> None:
    records = list(itertools.chain.from_iterable(map(read, files)))
    pairs = list(itertools.combinations(records, 2))
    if threads:
        with concurrent.futures.ThreadPoolExecutor() as pool:
            scores = list(pool.map(compare, pairs))  # expect: gil-bound-pool
    else:
        with concurrent.futures.ProcessPoolExecutor() as pool:
            scores = list(pool.map(compare, pairs, chunksize=8))  # expect: process-pool-tax
    click.echo(scores)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def content(file: Path) -> None:
    counts = np.zeros(4)
    for record in read(file):  # ok: hot-loop, io-in-loop
        counts += np.array([record.letters.count(letter) for letter in "ACGT"])
    click.echo(scipy.stats.chisquare(counts * WEIGHTS))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def plot(file: Path) -> None:
    plt.hist([len(record.letters) for record in read(file)])
    plt.savefig(file.with_suffix(".png"))


@main.command()
@click.argument("length", type=int)
def count(length: int) -> None:
    click.echo((arrangements(length), paths(length, length), packed("ACGT"), rolling("ACGT")), file=sys.stderr)


if __name__ == "__main__":
    main()
