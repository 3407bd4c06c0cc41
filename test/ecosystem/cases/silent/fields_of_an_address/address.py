def number(address: str) -> int:
    value = 0
    for part in address.split("."):
        value = value * 256 + int(part)
    return value


def length_of(header: bytes) -> int:
    length = 0
    for byte in header:
        length = (length << 8) | byte
    return length
