"""python -m forecast"""
import argparse
import importlib

import scipy.signal  # expect: slow-import, no-equivalent
import tensorflow as tf  # expect: slow-import, no-equivalent
from torch import load as load_tensor  # expect: no-equivalent  # ok: slow-import

from . import model


def detrend(values):
    return scipy.signal.detrend(values)


def keras(path):
    return tf.keras.models.load_model(path)


def tensor(path):
    return load_tensor(path)


def plugin(name):
    return importlib.import_module(f"forecast_plugins.{name}")  # expect: dynamic-code


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("values", nargs="+", type=float)
    parser.add_argument("--rule")
    options = parser.parse_args()
    namespace = {"values": options.values}
    if options.rule:
        exec(compile(options.rule, "rule", "exec"), namespace)  # expect: dynamic-code
    print(model.smooth(detrend(namespace["values"])))


if __name__ == "__main__":
    main()
