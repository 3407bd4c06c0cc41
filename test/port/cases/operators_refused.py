"""Operators that a class does not know for what it is given."""

from functools import total_ordering


@total_ordering
class Money:
    def __init__(self, cents):
        self.cents = cents

    def __eq__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return self.cents == other.cents

    def __lt__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return self.cents < other.cents

    def __add__(self, other):
        if not isinstance(other, Money):
            return NotImplemented
        return Money(self.cents + other.cents)

    def __divmod__(self, count):
        share, rest = divmod(self.cents, count)
        return Money(share), Money(rest)

    def __repr__(self):
        return f"Money({self.cents})"


def main() -> None:
    purse = [Money(30), Money(5), Money(12)]
    print(sorted(purse), max(purse), purse[0] + purse[1], divmod(Money(100), 3))
    print(Money(5) == Money(5), Money(5) == 5, Money(5) >= Money(4))
    try:
        print(Money(1) + 2)
    except TypeError as error:
        print(error)
    try:
        print(Money(1) < 2)
    except TypeError as error:
        print(error)


if __name__ == "__main__":
    main()
