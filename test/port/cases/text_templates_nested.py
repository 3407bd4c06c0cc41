row = {"name": "ann", "n": 3, "w": 7}
w = 6
print("{name:>5}|{n:+d}".format(**row))
print("{0:>{w}}|{1:*^9}|{name!r:<7}|".format("ab", "mid", name="q", w=5))
print("{:>{}}|{:.{p}f}".format("x", w, 3.14159, p=2))
for template in ("{name}-{n}", "{n:>{w}}!"):
    print(template.format(**row))
print("{} {} {}".format(*[1, 2], 3))
print("{:{}}".format("left", "<8") + "|")
try:
    print("{} {}".format(*[1]))
except IndexError as e:
    print(e)


class Pair:
    def __init__(self, left, right):
        self.left = left
        self.right = right

    def __iter__(self):
        return iter((self.left, self.right))

    def __repr__(self):
        return "Pair({!r}, {!r})".format(*self)


print(Pair("a", "b"))
