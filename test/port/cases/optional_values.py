from typing import Optional


def find_even(values: list[int]) -> Optional[int]:
    for value in values:
        if value % 2 == 0:
            return value
    return None


def longest(words):
    best = None
    for word in words:
        if best is None or len(word) > len(best):
            best = word
    return best


def label(name: Optional[str] = None, size: Optional[int] = None) -> str:
    shown = name or "unnamed"
    if size is not None:
        shown += f":{size}"
    return shown


def main() -> None:
    print(find_even([1, 3, 4]), find_even([1]), find_even([1]) is None)
    value = find_even([2])
    if value is not None:
        print(value + 1)
    if value:
        print("truthy")
    print(longest(["a", "ccc", "bb"]), longest([]))
    print(label(), label("x"), label("y", 0), label("", 5))
    first = [] or [1]
    second = 0 or "zero"
    third = "a" and "b"
    print(first, second, third, None or 5, not None)
    table = {"a": 1}
    print(table.get("a"), table.get("b"), table.get("b", 7), (table.get("b") or 3) + 1)


if __name__ == "__main__":
    main()
