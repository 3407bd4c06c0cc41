"""Products and powers that are cut down to more bits than a word or a double has."""

M64 = (1 << 64) - 1
MASK = 2**128 - 1
PRIME = 2**89 - 1


def mixed(a: int, b: int) -> int:
    return (a * 6364136223846793005 + b) & MASK


def folded(a: int) -> int:
    return M64 & ((a << 70) + a * 3)


def residue(n: int, k: int) -> int:
    return (n**k - n) % PRIME


def low(n: int) -> int:
    return (n * 7) & 0xFF


if __name__ == "__main__":
    print(mixed(18, 15004), mixed(3, 4), mixed(0, 0))
    print(folded(5), folded(123456789))
    print(residue(12345, 9), residue(2, 100))
    print(low(1000), low(36))
