"""Command line of the nightly load."""
import argparse
import sys
from pathlib import Path

import pandas as pd  # expect: slow-import, no-equivalent

from warehouse import cleaning, load, sources


def write_summary(lines: list[dict], target: Path) -> None:
    frame = pd.DataFrame(lines)
    summary = frame.groupby("shop", as_index=False)["price"].sum()
    summary.to_csv(target, index=False)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("inbox", type=Path)
    parser.add_argument("--database", default="postgresql://warehouse")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--summary", type=Path)
    options = parser.parse_args(argv)
    lines = sources.load_all(options.inbox)
    rates = sources.fetch_rates(sorted({line["currency"] for line in lines}))
    for line in lines:
        line["price"] = line["price"] * rates[line["currency"]]
    cleaned = cleaning.clean_all(lines, options.workers)
    engine = load.make_engine(options.database)  # ok: client-per-call
    added = load.upsert_lines(engine, cleaned)
    print(f"{added} new lines, {len(cleaned)} in all")
    if options.summary:
        write_summary(lines, options.summary)
    return 0


if __name__ == "__main__":
    sys.exit(main())
