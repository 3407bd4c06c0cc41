"""Numbers that the code around them keeps small: a counter that is reset, a header that bounds, a mask at the end of each turn."""

import struct


def packed(bits: list[bool]) -> bytes:
    result = b""
    count = byte = 0
    for bit in bits:
        byte <<= 1
        if bit:
            byte += 1
        count += 1
        if count == 8:
            result += struct.pack(">B", byte)
            count = byte = 0
    return result


def unpacked(words: list[int], first: int, count: int) -> list[bool]:
    result = []
    at = first % 16
    for word in words:
        while count and at < 16:
            result.append(bool(word & (2**at)))
            count -= 1
            at += 1
        at = 0
    return result


def stored(words: list[int], first: int, values: list[bool]) -> None:
    position = 0
    at = first
    for value in values:
        mask = 2**at
        words[position] = words[position] | mask if value else words[position] & ~mask
        at += 1
        if at == 16:
            at = 0
            position += 1


def digest(fields: list[tuple[str, int]]) -> int:
    value = 5831
    for name, number in fields:
        value *= 37
        value += hash(name)
        value *= 37
        if number < 0:
            value += -number
        else:
            value += number
        value = int(value & 0x7FFFFFFF)
    return value


def code_at(code: int) -> int:
    return code // 2


def opacities(codes: bytes, table: bytes) -> list[int]:
    result = []
    for code in codes:
        alpha = table[code_at(code)]
        if code & 1:
            alpha >>= 4
        else:
            alpha &= 0xF
        alpha *= 17
        result.append(alpha)
    return result


def register(bits: list[bool], at: int) -> int:
    value = 0
    for place, bit in enumerate(bits[at : at + 16]):
        if bit:
            value += 1 << place
    return value
