"""Exceptions as `repr` shows them: with all that they were made with, and with their notes."""


class LimitError(ValueError):
    pass


def check(value):
    if value > 10:
        raise LimitError("too large", value)
    if value < 0:
        raise ValueError(value)
    return value


def main() -> None:
    for value in (3, 11, -2):
        try:
            print(check(value))
        except ValueError as error:
            error.add_note(f"while checking {value}")
            print(repr(error), f"{error!r}", error.__notes__)
    print(repr(KeyError("k")), repr(RuntimeError()), repr(TypeError("plain")))


if __name__ == "__main__":
    main()
