"""Fits a seasonal model to the book; run by hand once a month."""
import argparse

from budget import read_book


def fit(values: list[float]) -> list[float]:
    import statsmodels.api as sm  # expect: no-equivalent  # ok: slow-import

    model = sm.tsa.ExponentialSmoothing(values, trend="add")
    return list(model.fit().forecast(3))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kind", default="food")
    options = parser.parse_args()
    values = [float(row["amount"]) for row in read_book() if row["kind"] == options.kind]
    for value in fit(values):
        print(f"{value:.2f}")


if __name__ == "__main__":
    main()
