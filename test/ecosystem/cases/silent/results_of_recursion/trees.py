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


def put(tree: dict[str, str], store: dict[str, dict], parts: list[str], leaf: str) -> dict[str, str]:
    if len(parts) == 1:
        return {**tree, parts[0]: leaf}
    made: dict[str, str] = {}
    found = False
    for name, key in tree.items():
        if name == parts[0]:
            if key in store:
                child = store[key]
            else:
                child = {}
            put(child, store, parts[1:], leaf)
            found = True
        made[name] = key
    if not found:
        child = {}
        put(child, store, parts[1:], leaf)
    return made
