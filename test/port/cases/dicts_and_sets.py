def invert(mapping: dict[str, int]) -> dict[int, list[str]]:
    result: dict[int, list[str]] = {}
    for key, value in mapping.items():
        result.setdefault(value, []).append(key)
    return result


def main() -> None:
    a, b = {1, 2, 3, 4}, {3, 4, 5}
    print(sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b), a <= {1, 2, 3, 4, 5}, a.isdisjoint({9}))
    a.discard(10)
    a.update([7, 8])
    print(len(a), 7 in a, sorted(x * 2 for x in a if x % 2))
    ages = {"ann": 30, "bob": 25, "cy": 30}
    print(invert(ages), max(ages, key=ages.get), sorted(ages, key=lambda n: (-ages[n], n)))
    merged = {**ages, "dee": 41, "bob": 26}
    print(merged, list(merged.values()), ages | {"eve": 1})
    print({k: v for k, v in merged.items() if v > 29}, dict(zip("abc", range(3))), dict.fromkeys("xy", 0))
    ages.pop("ann")
    nested = {"x": {"y": {"z": 1}}}
    nested["x"]["y"]["w"] = 2
    print(nested, nested["x"]["y"]["z"])
    for i, (name, age) in enumerate(sorted(merged.items(), key=lambda item: item[1]), start=1):
        print(f"{i}. {name:<5}{age:>3}")
    del merged["ann"]


if __name__ == "__main__":
    main()
