"""Integers of any size in lists, dicts, tuples and objects: Go has them on request."""


class Counter:
    def __init__(self):
        self.total = 1

    def grow(self, factors):
        for factor in factors:
            self.total *= factor
        return self


def powers(base, count):
    values = []
    value = 1
    for _ in range(count):
        values.append(value)
        value *= base
    return values


def ways(steps):
    table = {0: 1, 1: 1}
    for n in range(2, steps + 1):
        table[n] = table[n - 1] + table[n - 2]
    return table


def main():
    values = powers(13, 25)
    print(values[-1], sum(values), max(values), values[20] in values, values == powers(13, 25))
    table = ways(100)
    print(table[100], table.get(101, 0), sum(table.values()) % 1009)
    counter = Counter()
    counter.grow(range(1, 26))
    print(counter.total, counter.total % 97 == 0, [value for value in values if value > counter.total])
    pair = (counter.total, "total")
    print(pair, {"total": counter.total}, [str(value) for value in values[-2:]])


if __name__ == "__main__":
    main()
