"""Grey bitmaps as lists of rows."""
from __future__ import annotations

from pathlib import Path


class Bitmap:
    def __init__(self, width: int, height: int, rows: list[bytearray]):
        self.width = width
        self.height = height
        self.rows = rows

    @classmethod
    def read(cls, path: Path) -> Bitmap:
        data = path.read_bytes()
        _, size, _, pixels = data.split(b"\n", 3)
        width, height = map(int, size.split())
        rows = [bytearray(pixels[y * width:(y + 1) * width]) for y in range(height)]
        return cls(width, height, rows)

    def write(self, path: Path) -> None:
        with path.open("wb") as stream:
            stream.write(b"P5\n%d %d\n255\n" % (self.width, self.height))
            for row in self.rows:
                stream.write(row)

    def __getitem__(self, place: tuple[int, int]) -> int:
        return self.rows[place[1]][place[0]]


def otsu(bitmap: Bitmap) -> int:
    counts = [0] * 256
    for value in b"".join(bitmap.rows):  # ok: hot-loop
        counts[value] += 1
    best, threshold = -1.0, 128
    for level in range(1, 256):  # ok: hot-loop
        low = sum(counts[:level])
        high = sum(counts[level:])
        spread = low * high
        if spread > best:
            best, threshold = spread, level
    return threshold


def despeckle(bitmap: Bitmap, threshold: int) -> None:
    for y in range(1, bitmap.height - 1):  # expect: hot-loop
        for x in range(1, bitmap.width - 1):
            dark = 0
            for dy in (-1, 0, 1):
                for dx in (-1, 0, 1):
                    if bitmap[x + dx, y + dy] < threshold:
                        dark += 1
            if dark < 3:
                bitmap.rows[y][x] = 255


def skew(bitmap: Bitmap) -> float:
    best, angle = -1, 0.0
    for step in range(-20, 21):  # expect: hot-loop
        sums = [0] * bitmap.height
        for y in range(bitmap.height):
            for x in range(0, bitmap.width, 4):
                target = y + x * step // 200
                if 0 <= target < bitmap.height:
                    sums[target] += bitmap[x, y]
        contrast = sum((a - b) ** 2 for a, b in zip(sums, sums[1:]))
        if contrast > best:
            best, angle = contrast, step / 10
    return angle
