#!/usr/bin/env python
"""Trains the model.  `train.py evaluate` only looks at an old one."""
from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import pandas as pd  # expect: no-equivalent  # ok: slow-import
import sklearn.metrics  # expect: no-equivalent, slow-import
import torch  # expect: no-equivalent, slow-import
from scipy import stats  # expect: no-equivalent, slow-import
from sklearn.linear_model import LogisticRegression  # expect: no-equivalent, slow-import

from .tables import SMALL, kernel

if TYPE_CHECKING:
    import statsmodels.api as sm  # expect: no-equivalent  # ok: slow-import

EMPTY = pd.DataFrame({"customer": [], "churned": []})


def load(path: str) -> pd.DataFrame:
    frame = pd.read_parquet(path)
    return EMPTY if frame.empty else frame


def fit(frame: pd.DataFrame) -> LogisticRegression:
    model = LogisticRegression(max_iter=500)
    return model.fit(frame[["age", "calls"]], frame["churned"])


def evaluate(path: str) -> float:
    model = torch.load(path)
    model.eval()  # ok: dynamic-code
    frame = load("holdout.parquet")
    scores = model(torch.tensor(frame[["age", "calls"]].to_numpy())).numpy()
    print(stats.ks_2samp(scores, frame["churned"]))
    return sklearn.metrics.roc_auc_score(frame["churned"], scores)


def summary(result: sm.OLS) -> str:
    return str(result) + str(SMALL[0]) + str(len(kernel()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=["fit", "evaluate"])
    parser.add_argument("path")
    args = parser.parse_args()
    if args.command == "fit":
        import joblib  # ok: slow-import

        joblib.dump(fit(load(args.path)), "model.joblib")
    else:
        print(evaluate(args.path))
    return 0


if __name__ == "__main__":
    sys.exit(main())
