"""Trains the credit model: python train.py table.csv models/credit.pickle"""
import pickle
import sys

import pandas as pd  # expect: slow-import, no-equivalent
from sklearn.ensemble import RandomForestClassifier  # expect: no-equivalent  # ok: slow-import


def train(path: str) -> RandomForestClassifier:
    frame = pd.read_csv(path)
    model = RandomForestClassifier(n_estimators=200)
    model.fit(frame.drop(columns=["label"]), frame["label"])
    return model


def main() -> int:
    source, target = sys.argv[1:3]
    with open(target, "wb") as stream:
        pickle.dump(train(source), stream)
    return 0


if __name__ == "__main__":
    sys.exit(main())
