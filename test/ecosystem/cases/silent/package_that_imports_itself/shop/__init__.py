"""A package takes one of its own modules by its own name."""

from shop import constants


def note(text: str) -> None:
    if constants.LOG_FILE:
        with open(constants.LOG_FILE, "a", encoding="utf-8") as log:
            print(text, file=log)


async def handle() -> None:
    note("handled")
