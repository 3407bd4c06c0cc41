def masks(keys, salt):
    return [1 << ((key * salt & 0xFFFFFFFF) >> 27) for key in keys]


def flags(words: list[int]):
    found = 0
    for word in words:
        position = ((word & 0x3) | (word >> 4 & 0x1C)) ^ 1
        found |= 1 << position
    return found
