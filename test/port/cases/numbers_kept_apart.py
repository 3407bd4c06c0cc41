def any_int(x, y, z):
    if isinstance(x, int) and isinstance(y, int) and isinstance(z, int):
        if (x + y == z) or (x + z == y) or (y + z == x):
            return True
        return False
    return False


def odd_squares(lst):
    return sum([i**2 for i in lst if i > 0 and i % 2 != 0 and "." not in str(i)])


def kinds(values):
    return [type(v).__name__ for v in values]


def show(value):
    text = str(value)
    return "<" + text + ">"


def scale(value, by):
    if isinstance(value, float):
        return value * by
    return value // by


def main():
    print(any_int(2, 3, 1), any_int(2.5, 2, 3), any_int(3.0, 4, 7), any_int(2, 1, 1))
    print(odd_squares([]), odd_squares([5.0, 4.0]), odd_squares([1, 3, 5.5]), odd_squares([-1.0, 8.0]), odd_squares([7]))
    print(kinds([1, 2.0, 3]))
    print(show(1), show(1.0), show(2.5))
    print(scale(7, 2), scale(7.0, 2))
    numbers = [1, 2.0, 2.5]
    for n in numbers:
        print(n + 1, n * 2, -n, n / 2, n > 1, f"{n}", f"{n:.2f}")
    print([n for n in numbers if isinstance(n, int)], sum(numbers), max(numbers), sorted(numbers, reverse=True))


if __name__ == "__main__":
    main()
