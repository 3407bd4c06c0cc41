from collections import defaultdict


def main():
    groups = defaultdict(set)
    for w in ["apple", "avocado", "bean"]:
        groups[w[0]].add(w)
    print({k: sorted(v) for k, v in sorted(groups.items())})
    lists = defaultdict(list)
    for i in range(5):
        lists[i % 2].append(i)
    print(dict(lists), lists[9], len(lists))
    nested = defaultdict(lambda: defaultdict(int))
    nested["a"]["x"] += 1
    nested["a"]["y"] += 2
    nested["b"]["x"] += 3
    for k in sorted(nested):
        print(k, dict(nested[k]), sum(nested[k].values()))
    by_len = defaultdict(lambda: [0, 0])
    by_len["q"][0] += 5
    print(dict(by_len))
    custom = defaultdict(lambda: "none")
    print(custom["missing"], len(custom))
    counts = defaultdict(int, {"a": 3})
    counts["b"] += 1
    print(dict(counts), "c" in counts, counts.get("c", 0))
    graph = defaultdict(dict)
    graph["x"]["y"] = 3
    graph["y"]["x"] = 4
    print(dict(graph), list(graph["x"].items()))


main()
