"""Constants that are written at steps, sizes that are unpacked, and pairs that are measured."""


def sieve(limit):
    is_prime = [True] * (limit + 1)
    for number in range(2, limit + 1):
        for multiple in range(number * number, limit + 1, number):
            is_prime[multiple] = False
    return is_prime


def blurred(picture, radius):
    pixels, width, height = picture
    out = bytearray(len(pixels))
    for y in range(height):
        for x in range(width):
            out[y * width + x] = (pixels[y * width + x] * 3 + pixels[y * width + x - 1]) // 4
    return bytes(out)
