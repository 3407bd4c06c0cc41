"""A table of eight masks says how many bytes follow; the sizes of an array's axes multiply to a number of cells."""


def number(data: bytes) -> int:
    first = data[0]
    more = 0
    for mask in (0x80, 0xC0, 0xE0, 0xF0, 0xF8, 0xFC, 0xFE, 0xFF):
        if first & mask != mask:
            break
        more += 1
    value = int(first)
    at = 1
    while more > 0:
        value <<= 8
        value += int(data[at])
        at += 1
        more -= 1
    return value


def flat_index(index: list[int], sizes: list[int]) -> int:
    flat = 0
    step = 1
    for i, size in zip(index[::-1], sizes[::-1]):
        flat += i * step
        step *= size
    return flat
