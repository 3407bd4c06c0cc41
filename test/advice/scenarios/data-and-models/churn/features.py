import numpy as np
import pandas as pd


def features(events: pd.DataFrame) -> pd.DataFrame:
    daily = events.groupby(["customer", "day"]).size().unstack(fill_value=0)
    daily["trend"] = np.polyfit(np.arange(daily.shape[1]), daily.T.to_numpy(), 1)[0]
    return daily


def similarities(vectors: np.ndarray) -> list[list[float]]:
    result = [[0.0] * len(vectors) for _ in vectors]
    for i in range(len(vectors)):
        for j in range(len(vectors)):
            total = 0.0
            for k in range(len(vectors[i])):
                total += vectors[i][k] * vectors[j][k]
            result[i][j] = total
    return result
