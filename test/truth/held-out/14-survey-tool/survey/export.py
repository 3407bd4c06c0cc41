"""A second entry point, whose imports are where they should be."""
import argparse


def to_parquet(path, out):
    import pandas as pd  # expect: no-equivalent  # ok: slow-import

    pd.read_csv(path).to_parquet(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("path")
    parser.add_argument("out")
    options = parser.parse_args()
    to_parquet(options.path, options.out)


if __name__ == "__main__":
    main()
