class Box:
    def __init__(self, items):
        self.items = items
        self.d = {}

    def bucket(self, k):
        return self.d.setdefault(k, [])


def tail(x, acc=None):
    if acc is None:
        acc = []
    acc.append(x)
    if x > 0:
        tail(x - 1, acc)
    return acc


def collect(x, seen=[]):
    seen.append(x)
    return seen


def main():
    same = [1, 2]
    alias = same
    alias.append(3)
    print(same, alias)
    holder = []
    row = [1]
    holder.append(row)
    row.append(2)
    print(holder, row)
    d = {}
    xs = [5]
    d["k"] = xs
    xs.append(6)
    xs.append(7)
    print(d)
    pair = ("a", [1])
    pair[1].append(2)
    name, vals = pair
    vals.append(3)
    print(pair)
    mine = [1]
    box = Box(mine)
    box.items.append(9)
    print(mine)
    box.bucket("x").append(1)
    box.bucket("x").append(2)
    print(box.d)
    print(tail(3))
    print(collect(1))
    print(collect(2))
    rows = []
    cur = []
    rows.append(cur)
    for i in range(7):
        if len(cur) == 3:
            cur = []
            rows.append(cur)
        cur.append(i)
    print(rows)
    a = b = []
    a.append(1)
    b.append(2)
    print(a, b, a is b)
    grid = [[0] * 2 for _ in range(2)]
    grid[0][1] = 5
    print(grid)
    out = []
    chunk = []
    for i in range(5):
        chunk.append(i)
        if len(chunk) == 2:
            out.append(chunk)
            chunk = []
    if chunk:
        out.append(chunk)
    print(out)


main()
