import pandas as pd
from sklearn.ensemble import GradientBoostingClassifier

from churn.features import features


def train(path: str) -> GradientBoostingClassifier:
    events = pd.read_parquet(path)
    model = GradientBoostingClassifier()
    model.fit(features(events), events.groupby("customer")["left"].max())
    return model
