"""Attributes whose names are all written down in the header of the loop."""


def context(ticket) -> dict[str, str]:
    result = {}
    for field in ("title", "created", "staff_url"):
        value = getattr(ticket, field, None)
        result[field] = str(value() if callable(value) else value)
    return result


class Blueprint:
    def __init__(self, name: str, prefix: str) -> None:
        self.name = name
        self.prefix = prefix

    def __repr__(self) -> str:
        return ", ".join(f"{attribute}={getattr(self, attribute)}" for attribute in ("name", "prefix"))
