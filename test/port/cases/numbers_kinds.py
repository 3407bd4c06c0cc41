print([1, 2.0])
xs = [1, 2, 3]
xs[0] = 3.5
print(xs)
ys = [1.5, 2.5]
ys[0] = 3
print(ys)
total = 0
for x in [1.5, 2.5]:
    total += x
print(total)
print((1, 2.0, "a"))
d = {"a": 1, "b": 2.0}
print(d)
for k, v in d.items():
    print(k, v)
def avg(values):
    s = 0
    for v in values:
        s += v
    return s / len(values)
print(avg([1, 2, 3]))
prices = {"x": 2.0, "y": 3.0}
t = 0
for p in prices.values():
    t += p
print(t, f"{t}", str(t))
print(sum([1.0, 2.0]), sum([1, 2]), sum([]), max(1, 2.0))
a = 3
b = 2.0
print(a * b, a + b, a / 1, a // b, a % b, a ** b)
print({"total": t, "n": 3})
acc = {}
for key, amount in [("a", 1.0), ("b", 2.0), ("a", 2.0)]:
    acc[key] = acc.get(key, 0) + amount
print(acc)
print(round(2.5), round(2.0, 1), abs(-2.0), int(3.0), float(3))
from dataclasses import dataclass


@dataclass
class Item:
    name: str
    price: float
    weight: float = 1.5


print(Item("pen", 2), Item("cup", 3, 2.0))
print(sum(item.price for item in [Item("pen", 2), Item("cup", 3)]))
