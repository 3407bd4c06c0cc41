"""Recursions that make each part of what they give, or of what they were given, once."""


def cells(head: tuple, axes: list[range]) -> list | tuple:
    if not axes:
        return head
    return [cells(head + (at,), axes[1:]) for at in axes[0]]


def fields(chunk: bytes, found: dict[int, bytes]) -> None:
    at = 0
    while at < len(chunk):
        kind = chunk[at]
        size = int.from_bytes(chunk[at + 1 : at + 3], "big")
        value = chunk[at + 3 : at + 3 + size]
        if kind == 0x20:
            fields(value[5:], found)
        else:
            found[kind] = value
        at += 3 + size
