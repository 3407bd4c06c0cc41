"""The turn ends with a masked number."""


def digest(data: bytes) -> int:
    code = 0x1505
    for byte in data:
        code = (code << 5) + code + byte
        code &= 0xFFFFFFFF
    return code
