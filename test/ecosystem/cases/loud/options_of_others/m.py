from collections.abc import Callable


def narrowed(cursor: object, fill: Callable[[dict[str, int]], None]) -> None:
    options: dict[str, int] = {}
    options["limit"] = 1
    fill(options)
    for option in options:
        getattr(cursor, option)()


def named(cursor: object, name: str) -> None:
    options = {}
    options["limit"] = 1
    options[name] = 2
    for option in options:
        getattr(cursor, option)()
