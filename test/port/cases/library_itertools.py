import functools
import heapq
import itertools
import math
from bisect import bisect_left, insort


@functools.lru_cache(maxsize=None)
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def main() -> None:
    print(list(itertools.combinations([1, 2, 3], 2)), len(list(itertools.permutations("abc"))))
    print(list(itertools.product([0, 1], repeat=2)), list(itertools.chain([1], [2, 3])))
    print(list(itertools.accumulate([1, 2, 3])), list(itertools.islice(itertools.count(5), 3)))
    for key, group in itertools.groupby([1, 1, 2, 3, 3]):
        print(key, list(group))
    print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(lambda a, b: a + b, ["x", "y"], ""))
    print(fib(50))
    heap = [5, 3, 8]
    heapq.heapify(heap)
    heapq.heappush(heap, 1)
    print(heapq.heappop(heap), heapq.heappop(heap), heapq.nlargest(2, [4, 9, 2]), heapq.nsmallest(1, [4, 9, 2]))
    tasks = [(2, "b"), (1, "a"), (3, "c")]
    heapq.heapify(tasks)
    print([heapq.heappop(tasks)[1] for _ in range(3)])
    values = [1, 3, 5]
    insort(values, 4)
    print(values, bisect_left(values, 3))
    print(math.gcd(12, 18), math.sqrt(16), math.floor(2.7), math.ceil(2.1), math.factorial(5), math.pi, math.hypot(3, 4), math.isqrt(17))
    print(sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a)))
    print(list(itertools.zip_longest([1, 2], ["a"], fillvalue="-")))
    print(list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])))


if __name__ == "__main__":
    main()
