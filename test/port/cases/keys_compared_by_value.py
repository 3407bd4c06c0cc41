class Vec:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"Vec({self.x}, {self.y})"


def powers(n):
    found = {}
    d = 2
    while d * d <= n:
        while n % d == 0:
            found[d] = found.get(d, 0) + 1
            n //= d
        d += 1
    if n > 1:
        found[n] = found.get(n, 0) + 1
    return found


def normal(cells):
    low = min(cells)
    return frozenset((r - low[0], c - low[1]) for r, c in cells)


def group(words):
    table = {}
    for word in words:
        table.setdefault(tuple(sorted(word)), []).append(word)
    return table


def main() -> None:
    a, b, c = Vec(1, 2), Vec(1, 2), Vec(2, 1)
    seen = {a, b, c}
    print(len(seen), Vec(2, 1) in seen, Vec(3, 3) in seen)
    seen.add(Vec(1, 2))
    seen.discard(Vec(2, 1))
    print(len(seen), [v.x for v in seen], seen == {Vec(1, 2)})
    names = {a: "first", c: "second"}
    names[b] = "third"
    print(names, names[Vec(2, 1)], names.get(Vec(9, 9), "none"), Vec(1, 2) in names)
    for vector, name in names.items():
        print(vector.y, name)
    frozen = frozenset([1, 2])
    groups = {frozen: "pair", frozenset(): "empty"}
    print(groups[frozenset([2, 1])], groups[frozenset()], frozen in groups, frozenset([3]) in groups)
    steps = {}
    for cells in ([(0, 0), (0, 1)], [(1, 1), (1, 2)], [(0, 0), (1, 0)]):
        key = normal(cells)
        steps[key] = steps.get(key, 0) + 1
    print(sorted(steps.values()), len(steps))
    print(group(["tea", "eat", "tan", "ate", "nat", "bat"]))
    for letters, words in group(["ab", "ba", "c"]).items():
        print(letters, len(letters), words)
    memo = {}
    for key in ((1, (2, 3)), (1, (2, 3)), (2, (2, 3))):
        memo[key] = memo.get(key, 0) + 1
    print(memo, {(1, 2): {(3, 4): 5}}[(1, 2)][(3, 4)])
    print(powers(2**70), len(powers(3**5 * 2**66)))
    rows = {tuple(row) for row in [[1, 2], [3, 4], [1, 2]]}
    print(len(rows), (1, 2) in rows, sorted(rows))
    families = {frozenset(pair) for pair in [(1, 2), (2, 1), (3,)]}
    print(len(families), frozenset([2, 1]) in families, sorted(sorted(each) for each in families))


if __name__ == "__main__":
    main()
