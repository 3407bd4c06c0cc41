import math
from functools import reduce, lru_cache
def fact(n):
    r = 1
    for i in range(1, n + 1):
        r *= i
    return r
x = fact(30)
print(sum(int(d) for d in str(fact(100))))
s = 0
y = x
while y > 0:
    s += y % 10
    y //= 10
print(s, len(str(x)))
q, r = divmod(x, 1000007)
print(q, r)
print(pow(x, 3, 1000), pow(2, 200), pow(3, 5))
print(x == 10, x != 0, x > 5, 3 < x, x == fact(30), 0 < x <= fact(31))
xs = [fact(i) for i in range(20, 25)]
print(xs, max(xs), min(xs), sum(xs), sorted(xs, reverse=True)[0])
d = {i: fact(i) for i in (5, 25)}
print(d, d[25] // d[5])
print(x / 2, float(x), x / fact(29), math.sqrt(x), math.log(x), math.log10(x))
print(bin(fact(21)), hex(x), f"{x:,}", f"{x:>40}", f"{x:e}", "%d" % x, "{:x}".format(x))
print(abs(-x), -x, bool(x), not x, x.bit_length())
t = (x, 1)
print(t, t == (fact(30), 1), isinstance(x, int), type(x).__name__)
small = [10, 20, 30]
print(small[x % 3], small[x % len(small)])
def choose(n, k):
    return fact(n) // (fact(k) * fact(n - k))
print(choose(40, 20), choose(5, 2))
@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(100), [fib(i) for i in range(8)])
memo = {}
def fib2(n):
    if n in memo:
        return memo[n]
    if n <= 1:
        return n
    memo[n] = fib2(n - 1) + fib2(n - 2)
    return memo[n]
print(fib2(90))
print(reduce(lambda a, b: a * b, range(1, 26)))
print(math.factorial(25), math.comb(60, 30), math.perm(25, 20), math.factorial(5), math.gcd(x, 48))
print(int("123456789012345678901234567890") + 1)
total = 0
for v in xs:
    total += v
print(total, total % 97)
def digits(n):
    return [int(c) for c in str(n)]
print(digits(fact(22)))
def is_even(n):
    return n % 2 == 0
print(is_even(x), is_even(3))
best = 0
for v in xs:
    if v > best:
        best = v
print(best)
z = x if x > 10 else 0
print(z, x or 5, [x][0], x & 255, x >> 10, x | 1, x ^ x, ~x)
print(2**64 - 1, (2**64 - 1) & 0xFFFF, 1 << 100, 10**18 * 3)
pascal = [[1]]
for i in range(60):
    prev = pascal[-1]
    pascal.append([1] + [prev[j] + prev[j + 1] for j in range(len(prev) - 1)] + [1])
print(pascal[60][30], pascal[4])
cat = [0] * 40
cat[0] = 1
for n in range(1, 40):
    for i in range(n):
        cat[n] += cat[i] * cat[n - 1 - i]
print(cat[39], cat[5])
print(math.isqrt(x))
def mersenne(p):
    return 2 ** p - 1
print(mersenne(61), mersenne(7))
def is_perfect(n):
    return sum(i for i in range(1, n) if n % i == 0) == n
print([n for n in range(2, 500) if is_perfect(n)])
a, b = 1, 1
count = 2
while len(str(b)) < 30:
    a, b = b, a + b
    count += 1
print(count)
