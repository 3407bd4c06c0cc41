def make_counter(start: int):
    count = start

    def increment(by: int = 1) -> int:
        nonlocal count
        count += by
        return count

    return increment


def make_adders():
    adders = []
    for i in range(3):
        adders.append(lambda x, i=i: x + i)
    return adders


def late():
    functions = []
    for i in range(3):
        functions.append(lambda: i)
    return [f() for f in functions]


def compose(f, g):
    return lambda x: f(g(x))


def apply_twice(fn, value):
    return fn(fn(value))


TOTAL = 0


def add(n: int) -> None:
    global TOTAL
    TOTAL += n


def prefixed(text: str, prefix: str, wanted=None) -> str:
    if wanted is None:

        def wanted(line):
            return line.strip() != ""

    result = ""
    for line in text.splitlines(True):
        if wanted(line):
            result += prefix
        result += line
    return result


def main() -> None:
    print(prefixed("a\n\nb\n", "> "), prefixed("a\nb\n", "> ", lambda line: "b" in line))
    counter = make_counter(10)
    print(counter(), counter(5), counter())
    print([f(10) for f in make_adders()], late())
    print(compose(lambda x: x * 2, lambda x: x + 1)(5), apply_twice(lambda s: s + "!", "hi"))
    add(3)
    add(4)
    print(TOTAL)
    operations = {"+": lambda a, b: a + b, "*": lambda a, b: a * b}
    for name in ["+", "*"]:
        print(name, operations[name](3, 4))

    def fact(n):
        return 1 if n <= 1 else n * fact(n - 1)

    print(fact(10))


if __name__ == "__main__":
    main()
