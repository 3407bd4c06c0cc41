import pickle
from functools import lru_cache
from pathlib import Path

import numpy as np  # expect: no-equivalent  # ok: slow-import
import torch  # expect: no-equivalent
from sklearn.linear_model import Ridge  # expect: no-equivalent
from statsmodels.tsa.api import ExponentialSmoothing  # expect: no-equivalent

SCALE = np.array([1.0, 0.5, 0.25])  # ok: import-time-work
device = torch.device("cpu")  # ok: import-time-work


@lru_cache(maxsize=1)
def load():
    return pickle.loads(Path("model.pkl").read_bytes())  # ok: import-time-work


def fit(x, y):
    return Ridge().fit(x * SCALE, y)


def smooth(values):
    return ExponentialSmoothing(values).fit().fittedvalues


class Net(torch.nn.Module):  # ok: metaclass
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(3, 1)

    def forward(self, x):
        return self.layer(x)


def predict(x):
    net = load()
    net.eval()  # ok: dynamic-code
    with torch.no_grad():
        return net(torch.tensor(x))
