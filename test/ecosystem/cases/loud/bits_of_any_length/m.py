def number(data: bytes, more: int) -> int:
    value = 0
    at = 0
    for at in range(more):
        value <<= 8
        value += data[at]
    return value


def product(numbers: list[int]) -> int:
    result = 1
    for number in numbers:
        result *= number
    return result
