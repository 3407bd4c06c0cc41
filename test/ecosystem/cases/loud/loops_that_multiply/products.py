def number(data: bytes) -> int:
    value = 0
    for byte in data:
        value = (value << 8) | byte
    return value


def order(sizes: list[int]) -> int:
    result = 1
    for size in sizes:
        result *= size
    return result
