"""Built-in functions, operators and methods that are taken as values."""
import operator
from functools import partial, reduce
from operator import itemgetter


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        return Money(self.cents + other.cents)


def apply(fn, value):
    return fn(value)


def main():
    found = []
    add = found.append
    for number in range(3):
        add(number)
    print(found)
    prices = {"a": 3, "b": 1, "c": 2}
    get = prices.get
    print(get("a"), get("zz"), get("zz", 0))
    print(sorted(prices, key=prices.get), max(prices, key=prices.get), min(prices, key=prices.__getitem__))
    print(sorted(prices.items(), key=itemgetter(1)), itemgetter(0, 2)("xyz"))
    binary = partial(int, base=2)
    print(binary("101"), partial(pow, exp=2)(5), partial(round, ndigits=1)(2.345))
    upper = str.upper
    print(upper("x"), list(map(str.upper, ["a", "b"])), list(filter(str.isdigit, ["1", "a"])))
    print(apply(str.strip, "  x "), apply(len, "abc"))
    join = ",".join
    print(join(["a", "b"]))
    print(reduce(operator.mul, [1, 2, 3, 4], 1), operator.floordiv(7, 2), operator.truediv(1, 4))
    operators = {"+": operator.add, "-": operator.sub}
    print(operators["+"](1, 2), operators["-"](1, 2))
    print(reduce(Money.__add__, [Money(1), Money(2)]).cents)
    seen = set()
    note = seen.add
    for letter in "abca":
        note(letter)
    print(sorted(seen), all(map(callable, [apply, main])))
    print([*map(str, [1, 5])], [*map(max, [1, 5], [3, 2])])
    rest = iter([3, 1, 0, 9])
    print(list(iter(rest.__next__, 0)))


if __name__ == "__main__":
    main()
