"""What is allocated has room in memory."""

import numpy as np  # expect: no-equivalent


def grid(points: int, axes: list[str]) -> dict[str, np.ndarray]:
    size = points ** len(axes)
    return {axis: np.full(size, np.nan, dtype=float) for axis in axes}
