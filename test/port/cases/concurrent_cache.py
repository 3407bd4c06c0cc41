from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import lru_cache

cache: dict[int, int] = {}
misses: list[int] = []


@lru_cache(maxsize=None)
def digits(n: int) -> int:
    return len(str(n))


def collatz(n: int) -> int:
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def lookup(n: int) -> int:
    if n in cache:
        return cache[n]
    result = collatz(n)
    cache[n] = result
    misses.append(n)
    return result + digits(n) - digits(n)


def main() -> None:
    numbers = [n % 40 + 1 for n in range(200)]
    with ThreadPoolExecutor(max_workers=8) as executor:
        futures = {executor.submit(lookup, n): n for n in numbers}
        longest = 0
        for future in as_completed(futures):
            longest = max(longest, future.result())
    print(longest, len(cache), cache[27], sorted(set(misses)) == sorted(cache))
    best = max(cache, key=lambda n: cache[n])
    print(best, cache[best])


if __name__ == "__main__":
    main()
