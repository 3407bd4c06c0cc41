import sys
PRICES = {"tea": 3, "bun": 2}


def total(order, table):
    result = 0
    for name, n in order.items():
        if name not in table:
            print("unknown", name)
            continue
        result += table[name] * n
    return result


def bump(stock, name):
    stock[name] += 1
    return stock[name]


graph = {"a": ["b", "c"], "b": [], "c": ["b"]}


def walk(node, seen):
    if node in seen:
        return seen
    seen[node] = len(seen)
    for other in graph[node]:
        walk(other, seen)
    return seen


print(total({"tea": 2, "cake": 1, "bun": 1}, PRICES), PRICES["tea"])
print(walk("a", {}))
print(bump({"x": 1}, "x"))
counts = {}
for w in "a b a".split():
    if w in counts:
        counts[w] += 1
    else:
        counts[w] = 1
print([counts[w] for w in counts], max(counts, key=lambda w: counts[w]))
memo = {0: 0, 1: 1}
def fib(n):
    if n not in memo:
        memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(30))
sys.stdout.flush()
print(bump({"x": 1}, "y"))
