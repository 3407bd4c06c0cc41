def main() -> None:
    a = {1, 2, 3, 4}
    b = {3, 4, 5}
    print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b))
    print(3 in a, 9 in a, len(a), a <= {1, 2, 3, 4, 5}, {1, 2} < a, a.isdisjoint({9}))
    a.add(10)
    a.discard(1)
    a.discard(99)
    a.remove(2)
    print(sorted(a), sorted(set("mississippi")), sorted({n % 3 for n in range(10)}))
    a.update([7, 8])
    print(sorted(a), sorted(a.union({0})), sorted(a.intersection([7, 8])), a == {3, 4, 7, 8, 10})
    seen = set()
    out = []
    for value in [3, 1, 3, 2, 1]:
        if value not in seen:
            seen.add(value)
            out.append(value)
    print(out)
    points = {(1, 2), (3, 4), (1, 2)}
    print(len(points), (1, 2) in points, (2, 1) in points, sorted(points))
    frozen = frozenset([1, 2])
    groups = {frozen: "pair"}
    print(groups[frozenset([2, 1])], set(), {1})


if __name__ == "__main__":
    main()
