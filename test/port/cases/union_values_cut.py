"""Values of which only the program that runs knows what they are: cut, called, and tested for a class of the library."""

from collections.abc import Callable, Mapping


def middle(value):
    return value[1:3]


def described(value):
    if callable(value):
        return "called: " + str(value(2))
    if isinstance(value, Mapping):
        return "mapping of " + str(len(value))
    if isinstance(value, Callable):
        return "never"
    return "other"


def main() -> None:
    print(middle("abcde"), middle([1, 2, 3, 4]), middle("é"))
    for value in [lambda x: x + 1, {"a": 1}, "text", 3]:
        print(described(value))


if __name__ == "__main__":
    main()
