"""Prints where a vehicle is; run from shell prompts."""
import sys
from typing import TYPE_CHECKING

import numpy as np  # expect: no-equivalent  # ok: slow-import

if TYPE_CHECKING:
    import pandas as pd  # expect: no-equivalent  # ok: slow-import

ORIGIN = np.zeros(2)


def place(plate: str) -> "pd.Series":
    import pandas  # expect: no-equivalent  # ok: slow-import

    return pandas.read_csv("places.csv").set_index("plate").loc[plate]


if __name__ == "__main__":
    print(place(sys.argv[1]) - ORIGIN)
