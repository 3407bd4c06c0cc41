"""Reads tables, and says what is in them."""
import argparse
import sys

import pandas as pd
from sklearn.cluster import (
    DBSCAN,
    KMeans,
)
import os, torch  # in this order


def read(path):
    """One table."""

    # The first column is the index.
    return pd.read_csv(
        path,
        index_col=0,
    )


class Grouping:
    def fit(self, rows):
        def inner(count):
            return KMeans(count).fit(rows)

        return inner(os.cpu_count())

    def dense(self, rows): return DBSCAN().fit(rows)


def score(path):
    model = torch.jit.load(path)
    return [model(row) for row in pd.read_csv(path).values]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    args = parser.parse_args()
    print(read(args.path), score(args.path))


if __name__ == "__main__":
    sys.exit(main())
