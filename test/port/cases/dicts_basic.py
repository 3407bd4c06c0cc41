def tally(words: list) -> dict:
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def main() -> None:
    counts = tally("the cat and the dog and the bird".split())
    print(counts)
    for word in counts:
        print(word, counts[word], end=" ")
    print()
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print(word, count)
    print(list(counts.keys()), list(counts.values()), len(counts), "cat" in counts, "cow" not in counts)
    counts["cow"] = 1
    del counts["the"]
    print(counts.pop("cat"), counts.pop("horse", -1), counts.get("horse"), counts.setdefault("ant", 5))
    counts.update({"bee": 2})
    print(counts)
    squares = {n: n * n for n in range(5) if n % 2 == 0}
    print(squares, {v: k for k, v in squares.items()})
    ages = {3: "c", 1: "a", 2: "b"}
    print(ages, sorted(ages), max(ages), sum(ages))
    pairs = {(0, 1): "x", (1, 0): "y"}
    pairs[(0, 1)] = "z"
    print(pairs[(0, 1)], (1, 0) in pairs, len(pairs), pairs)
    nested = {"a": {"b": [1, 2]}}
    nested["a"]["b"].append(3)
    print(nested, {**squares, 7: 49}, dict(a=1, b=2), dict([("x", 1)]))
    print({"a": 1} == {"a": 1}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, bool({}))


if __name__ == "__main__":
    main()
