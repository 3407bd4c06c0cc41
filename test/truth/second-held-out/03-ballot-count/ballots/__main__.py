"""ballots WARD.csv… --method pairwise: counts an election."""
import argparse
import json
import sys
from pathlib import Path

import pandas as pd  # expect: slow-import, no-equivalent

from . import crews
from .methods import METHODS, orders, subsets
from .reading import Ward, table, ward_name


def show(result: dict) -> None:
    frame = pd.DataFrame.from_dict(result, orient="index")
    print(frame.to_string())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wards", nargs="+", type=Path)
    parser.add_argument("--method", choices=METHODS, default="pairwise")
    parser.add_argument("--threads", action="store_true")
    args = parser.parse_args()

    wards = []
    for path in args.wards:  # ok: hot-loop, io-in-loop
        rows = table(path)
        wards.append(Ward(ward_name(path), [tuple(map(int, row)) for row in rows]))
    candidates = 1 + max(max(ballot) for ward in wards for ballot in ward.ballots)
    if args.threads:
        show(crews.on_threads(wards, candidates))
        return 0
    count = METHODS[args.method]
    for ward in wards:  # ok: hot-loop
        print(ward.name, ward.size, count(ward.ballots, candidates))
    print(orders(candidates), subsets(candidates), json.dumps(crews.seals(args.wards), default=str))
    return 0


if __name__ == "__main__":
    sys.exit(main())
