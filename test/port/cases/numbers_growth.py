def fact(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result

def power(b, e):
    r = 1
    while e:
        if e & 1:
            r *= b
        b *= b
        e >>= 1
    return r

def djb2(s):
    h = 5381
    for c in s:
        h = ((h << 5) + h + ord(c)) & 0xFFFFFFFF
    return h

def fnv(data):
    h = 0xcbf29ce484222325
    for b in data:
        h ^= b
        h = (h * 0x100000001b3) & 0xFFFFFFFFFFFFFFFF
    return h

def fib(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a

class Lcg:
    def __init__(self, seed):
        self.state = seed
    def next(self):
        self.state = (self.state * 1103515245 + 12345) % 2**31
        return self.state

def modpow(b, e, m):
    r = 1
    b %= m
    while e > 0:
        if e % 2 == 1:
            r = (r * b) % m
        b = (b * b) % m
        e //= 2
    return r

def rfact(n):
    return 1 if n <= 1 else n * rfact(n - 1)

def rolling(s, base=257, mod=1_000_000_007):
    h = 0
    for ch in s:
        h = (h * base + ord(ch)) % mod
    return h
print(fact(5), fact(30))
print(power(3, 100))
print(djb2("hello world, this is long"))
print(hex(fnv(b"hello")))
print(fib(10), fib(120))
g = Lcg(42)
print([g.next() for _ in range(5)])
print(modpow(7, 560, 10**9 + 7))
print(rfact(25))
print(rolling("the quick brown fox"))
print(2 ** 100, 1 << 70)
x = 10 ** 20
print(x // 3, x % 7)
