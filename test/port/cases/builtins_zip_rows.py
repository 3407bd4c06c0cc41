class Table:
    def __init__(self, *headers):
        self.headers = headers
        self.rows = []

    def add(self, *cells):
        self.rows.append(cells)

    def widths(self):
        cols = zip(self.headers, *self.rows)
        return [max(len(str(c)) for c in col) for col in cols]

t = Table("a", "bb")
t.add("x", 1)
t.add("xyz", None)
print(t.widths())
for row in zip(*t.rows):
    print(row)
print(["".join(col) for col in zip(*["abc", "def"])])
print(list(zip([1, 2], *[(3, 4), (5, 6)], (7, 8))))
print([sum(c) for c in zip(*[[1, 2], [3, 4]])])
for a, b in zip(*[(1, "x"), (2, "y")]):
    print(a, b)
print(list(zip(range(3), "abc", *[[True] * 3])))
