"""The range of Python 3 in a program for both."""

from six.moves import range


def bits(data: bytes) -> list[int]:
    out: list[int] = []
    for byte in bytearray(data):
        ones: list[int] = []
        for _ in range(8):
            ones.append(byte & 1)
            byte >>= 1
        out += ones[::-1]
    return out
