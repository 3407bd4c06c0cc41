"""There are as many bits to look at as the number has."""


def places(flags: int) -> list[int]:
    return [i for i in range(flags.bit_length()) if flags & (1 << i)]
