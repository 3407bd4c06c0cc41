def describe(value) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return f"int {value + 1}"
    if isinstance(value, str):
        return f"text {value.upper()}"
    if isinstance(value, list):
        return f"list of {len(value)}"
    return "other"


def total(data) -> int:
    if isinstance(data, dict):
        return sum(total(v) for v in data.values())
    if isinstance(data, list):
        return sum(total(v) for v in data)
    return data


def main() -> None:
    for value in [None, True, 41, "abc", [1, 2]]:
        print(describe(value))
    print(total({"a": [1, 2, {"b": 3}], "c": 4}))
    mixed = [1, "two", 3.5, None, True, [1]]
    print(mixed)
    print([x for x in mixed if isinstance(x, str)], 1 in mixed, "two" in mixed)


if __name__ == "__main__":
    main()
