"""Monthly mileage report: python report.py trips.csv"""
import argparse
import logging

import pandas as pd  # expect: slow-import, no-equivalent
import sklearn.cluster  # expect: slow-import, no-equivalent
import torch  # expect: slow-import, no-equivalent

log = logging.getLogger("report")


def clusters(path: str) -> int:
    frame = pd.read_csv(path)
    model = sklearn.cluster.KMeans(n_clusters=5)
    return int(model.fit(frame[["lat", "lon"]]).labels_.max())


def predict(path: str) -> float:
    network = torch.jit.load("mileage.pt")
    return float(network(torch.zeros(1, 4)))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("trips")
    options = parser.parse_args()
    log.info("%d %f", clusters(options.trips), predict(options.trips))


if __name__ == "__main__":
    main()
