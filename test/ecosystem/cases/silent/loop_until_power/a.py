"""The loop ends as soon as the power is large enough."""


def bits_for(size: int) -> int:
    bits = 1
    while 1 << bits < size:
        bits += 1
    return bits
