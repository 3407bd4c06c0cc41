"""Templates that are known only when the program runs."""


class Degrees:
    def __init__(self, value):
        self.value = value

    def __format__(self, spec):
        return format(self.value, spec or ".1f") + "°"


def fill(template, *values, **named):
    return template.format(*values, **named)


def percent(template, values):
    return template % values


def boxed(text, fill_with, width):
    return f"[{text:{fill_with}^{width}}]"


def main():
    print(fill("{0}{1}{0}", "a", "b"), fill("{:05d}|{:<4}|{:^5}", 42, "x", "y"))
    print(fill("{name}={value:>6.2f}{{}}", name="n", value=2.25), fill("{!r:>6}", "q"))
    print(percent("%05.1f", 3.14159), percent("%x", 255), percent("%s-%s", (1, "b")), percent("%d%%", 5))
    print(percent("%(a)s:%(b)03d", {"a": "k", "b": 7}))
    print(boxed("hi", "*", 8), boxed("hi", ".", 6))
    print(f"{Degrees(20.04)} {Degrees(3):.3f}", "{}".format(Degrees(1)))
    try:
        fill("{} {}", 1)
    except IndexError as error:
        print(error)
    try:
        fill("{missing}")
    except KeyError as error:
        print(error, error.args)


if __name__ == "__main__":
    main()
