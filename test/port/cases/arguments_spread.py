from dataclasses import dataclass


@dataclass
class P:
    name: str
    at: int
    to: int = 7


def f(a, b, c=3, d="x"):
    return f"{a}-{b}-{c}-{d}"


class Box:
    def __init__(self, w, h):
        self.w, self.h = w, h

    def grow(self, by=1, times=2):
        return self.w + by * times


def main():
    rows = [("a", 1), ("b", 2)]
    print([P(*r) for r in rows])
    t = (1, 2)
    print(f(*t), f(0, *t), f(*t, d="q"))
    xs = [3, 4]
    b = Box(*xs)
    print(b.w, b.h)
    for kw in ({}, {"by": 5}, {"by": 2, "times": 3}):
        print(b.grow(**kw), kw)
    opts = {"c": 9}
    print(f(1, 2, **opts))
    conf = {"name": "z", "at": 4}
    print(P(**conf))
    mk = lambda name, *tags, sep="/": name + sep + ",".join(tags)
    print(mk("n", "a", "b"), mk("k", sep="!"))


main()
