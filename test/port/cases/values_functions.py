"""Functions of the language and of operator kept as values, and objects that are iterated over by their own methods."""
import functools
import operator

OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "<": operator.lt}
FOLDS = {"sum": sum, "max": max, "min": min, "len": len}


class Steps:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


def through(value, *functions):
    for function in functions:
        value = function(value)
    return value


def total(numbers):
    if None in numbers:
        return None
    return sum(numbers)


def classify(pairs):
    found = {}
    for key, value in pairs:
        if key not in found:
            found[key] = value
        elif isinstance(found[key], list):
            found[key].append(value)
        else:
            found[key] = [found[key], value]
    return found


def is_shouted(names):
    for name in names.keys():
        if isinstance(name, str) and not name.isupper():
            return False
    return len(names.keys()) > 0


def main():
    print(OPERATORS["+"](2, 3), OPERATORS["-"](2, 3), OPERATORS["*"](4, 5))
    print({name: fold([3, 1, 2]) for name, fold in FOLDS.items()})
    print(through("  hi ", str.strip, str.upper, len))
    print(list(Steps(3)), sum(Steps(4)), 2 in Steps(3), max(Steps(5)), sorted(Steps(3)))
    print(total([1, 2]), total([1, None]), functools.partial(pow, 2)(5))
    print(classify([("a", "1"), ("b", "2"), ("a", "3"), ("a", "4")]))
    print(is_shouted({"A": 1, "B": 2}), is_shouted({"A": 1, "b": 2}), is_shouted({}))


if __name__ == "__main__":
    main()
