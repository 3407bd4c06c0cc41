"""Tuples and lists where a place takes both, keyword arguments out of dicts, and what `print` shows last."""


def same(value):
    return value


def flatten(value):
    if isinstance(value, (list, tuple)):
        found = []
        for each in value:
            found.extend(flatten(each))
        return found
    return [value]


def scale(a, b=2, c=3):
    return (a, b, c)


def rest(a, **others):
    return a, others


def main():
    print(same((1, 2)), same([1, 2]), [same((1,))])
    data = {"pair": (1, 2), "list": [1, 2], "none": None, "text": "q"}
    print(data)
    for value in data.values():
        print(value, isinstance(value, tuple), isinstance(value, list), type(value).__name__)
    print([(1, 2), [3, 4], "s", {"k": (1,)}])
    print(flatten([1, (2, [3, (4,)])]))
    options = {"b": 5}
    print(scale(1, **options), rest(**{"a": 1, "z": 2}))
    try:
        wrong = {"q": 5}
        print(scale(1, **wrong))
    except TypeError as error:
        print("TypeError", error)
    left = {"x": 1, "y": 2}
    print(left, left.pop("y"), len(left))


if __name__ == "__main__":
    main()
