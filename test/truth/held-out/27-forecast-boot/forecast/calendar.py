"""Tables worked out when the module is imported."""
import datetime
import functools
import re
import time


def sieve(limit):
    flags = [True] * limit
    for n in range(2, limit):  # expect: hot-loop
        if flags[n]:
            for m in range(n * n, limit, n):
                flags[m] = False
    return [n for n in range(2, limit) if flags[n]]


@functools.cache
def easter(year):
    a, b = year % 19, year // 100
    return datetime.date(year, 3 + (a + b) % 2, 1 + (a * 11) % 28)


PRIMES = sieve(5_000_000)  # expect: import-time-work
HOLIDAYS = {easter(year) for year in range(2000, 2050)}  # ok: import-time-work
WEEK = re.compile(r"W(\d\d)")  # ok: import-time-work
STARTED = time.time()  # ok: import-time-work
GRID = []
for x in range(2000):  # expect: import-time-work, hot-loop
    for y in range(2000):
        GRID.append((x * y) % 97)
SQUARES = [n * n for n in range(1000)]  # ok: import-time-work, hot-loop, unbounded-int
time.sleep(0.5)  # expect: import-time-work
