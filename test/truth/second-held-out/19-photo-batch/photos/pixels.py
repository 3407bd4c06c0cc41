from __future__ import annotations

import zlib
from collections.abc import Sequence


def histogram(pixels: Sequence[int]) -> list[int]:
    bins = [0] * 256
    for value in pixels:  # ok: hot-loop
        bins[value] += 1
    return bins


def sharpen(pixels: Sequence[int], width: int, height: int) -> bytearray:
    out = bytearray(width * height)
    for y in range(1, height - 1):  # expect: hot-loop
        row = y * width
        for x in range(1, width - 1):
            at = row + x
            value = 5 * pixels[at] - pixels[at - 1] - pixels[at + 1] - pixels[at - width] - pixels[at + width]
            out[at] = 0 if value < 0 else 255 if value > 255 else value
    return out


class Filter:
    def __init__(self, radius: int) -> None:
        self.radius = radius

    def __call__(self, picture: tuple[bytes, int, int]) -> bytes:
        pixels, width, height = picture
        out = bytearray(len(pixels))
        for y in range(height):  # expect: hot-loop
            for x in range(width):
                total = count = 0
                for near in range(max(0, x - self.radius), min(width, x + self.radius + 1)):
                    total += pixels[y * width + near]
                    count += 1
                out[y * width + x] = total // count
        return bytes(out)


def packed(pixels: bytes) -> bytes:
    return zlib.compress(pixels, 9)
