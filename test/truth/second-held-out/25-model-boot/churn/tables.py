"""Look-up tables that take a while; `LOG` should have been lazy."""
import functools
import math


def convolution(size):
    rows = []
    for one in range(size):  # expect: hot-loop
        total = 0.0
        for two in range(size):
            total += math.sin(one * two) / (1 + one + two)
        rows.append(total)
    return rows


@functools.cache
def kernel():
    return convolution(3000)  # ok: import-time-work


LOG = convolution(3000)  # expect: import-time-work
SMALL = convolution(8)  # ok: import-time-work
LATER = functools.partial(convolution, 3000)  # ok: import-time-work
