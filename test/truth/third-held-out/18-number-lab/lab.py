"""Exercises in number theory with a timing table."""
import argparse
import math
import sys
import threading
import time
from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import lru_cache

import scipy.special  # expect: slow-import, no-equivalent

MASK = (1 << 64) - 1  # ok: unbounded-int
PRIMES = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)


def fibonacci(n: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b  # expect: unbounded-int
    return a


def fibonacci_modulo(n: int, modulus: int) -> int:
    a, b = 0, 1
    for _ in range(n):
        a, b = b, (a + b) % modulus  # ok: unbounded-int
    return a


def slow_fibonacci(n: int) -> int:  # expect: hot-loop  # expect[3.14t]: hot-loop
    if n < 2:
        return n
    return slow_fibonacci(n - 1) + slow_fibonacci(n - 2)


@lru_cache(maxsize=None)
def partitions(n: int, largest: int) -> int:  # ok: hot-loop
    if n == 0:
        return 1
    if n < 0 or largest == 0:
        return 0
    return partitions(n - largest, largest) + partitions(n, largest - 1)  # expect: unbounded-int


def binomial(n: int, k: int) -> int:
    return math.factorial(n) // (math.factorial(k) * math.factorial(n - k))  # expect: unbounded-int


def mersenne(exponent: int) -> int:
    return (1 << exponent) - 1  # expect: unbounded-int


def low_bits(value: int, count: int) -> int:
    return value & ((1 << (count & 63)) - 1)  # ok: unbounded-int


def xorshift(state: int) -> int:
    state ^= (state << 13) & MASK  # ok: unbounded-int
    state ^= state >> 7
    state ^= (state << 17) & MASK  # ok: unbounded-int
    return state


def is_probable_prime(n: int) -> bool:
    for p in PRIMES:  # ok: hot-loop
        if n % p == 0:
            return n == p
    return pow(2, n - 1, n) == 1  # ok: unbounded-int


def digit_squares(n: int) -> int:
    return sum((ord(digit) - 48) ** 2 for digit in str(n))  # ok: unbounded-int


def longest_chain(limit: int) -> int:
    longest, best = 0, 1
    for start in range(1, limit):  # expect: hot-loop
        n, steps = start, 0
        while n not in (1, 4):
            n = digit_squares(n)
            steps += 1
        if steps > longest:
            longest, best = steps, start
    return best




def concat_digits(n: int) -> int:
    value = 0
    for digit in range(n):
        value = value * 10 + digit % 10  # expect: unbounded-int
    return value


def gamma_table(n: int) -> list[float]:
    return [float(scipy.special.gamma(i + 0.5)) for i in range(n)]


def in_threads(limit: int) -> None:
    threads = [threading.Thread(target=longest_chain, args=(limit,)) for _ in range(4)]  # expect: gil-bound-thread  # ok[3.14t]: gil-bound-thread
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def in_pool(limit: int) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        waiting = [pool.submit(slow_fibonacci, limit + i) for i in range(4)]  # expect: gil-bound-pool  # ok[3.14t]: gil-bound-pool
        return [future.result() for future in waiting]


def in_interpreters(limit: int) -> list[int]:
    with InterpreterPoolExecutor(4) as pool:
        return list(pool.map(longest_chain, [limit] * 4))  # ok: gil-bound-pool


def in_processes(limit: int) -> list[int]:
    with ProcessPoolExecutor(4) as pool:
        return list(pool.map(longest_chain, range(limit, limit + 4)))  # expect: process-pool-tax


def squares_in_pool(numbers: list[int]) -> list[int]:
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(math.isqrt, numbers))  # ok: gil-bound-pool


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("limit", type=int)
    parser.add_argument("--table", action="store_true")
    options = parser.parse_args()
    for run in (in_threads, in_pool, in_interpreters, in_processes):
        started = time.perf_counter()
        run(options.limit)
        print(run.__name__, time.perf_counter() - started)
    print(fibonacci(options.limit), fibonacci_modulo(options.limit, 97), partitions(options.limit, 20))
    print(binomial(options.limit, 3), mersenne(options.limit), low_bits(options.limit, 5))
    print(is_probable_prime(options.limit), xorshift(options.limit), concat_digits(12))
    if options.table:
        print(gamma_table(20))


if __name__ == "__main__":
    sys.exit(main())
