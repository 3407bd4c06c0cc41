"""Nests that pass over their data once, look for something, or leave the work to whole arrays."""

import logging
from random import choice, randint

import numpy as np  # expect: no-equivalent

log = logging.getLogger(__name__)


def contours(ends: list[int], places: list[float], flags: list[int]) -> list[float]:
    found = []
    start = 0
    for last in ends:
        for at in range(start, last + 1):
            if flags[at]:
                found.append(places[at] * places[at - 1] / 2 + flags[at])
        start = last + 1
    return found


def chunks(blocks: list, limit: int) -> list[list]:
    found, current, size = [], [], 0
    for block in blocks:
        if size + block.size > limit:
            split = len(current)
            for at in range(len(current) - 1, 0, -1):
                if current[at].size * at + size > limit / 2:
                    split = at - size
            found.append(current[:split])
            current = current[split:]
            size = sum(one.size for one in current)
        current.append(block)
        size += block.size
    return found


def flags(data: bytes, count: int) -> list[int]:
    at, found, total = 0, [], 0
    while total < count:
        flag = data[at]
        repeat = data[at + 1] + 1
        at += 2
        for step in range(repeat):
            found.append(flag * step & 0xFF)
            total += flag * step % 7
    return found


def routes(lines: list[list[int]], first: int) -> list[tuple[int, int]]:
    pending, known, found = [], [], []
    for target, mask in lines:
        if mask:
            known.append((target, mask))
        else:
            pending.append(target)
    for target in pending:
        best = first
        for network, mask in known:
            if target & mask == network:
                if mask >= best:
                    best = mask
        found.append((target, best))
    return found


def names(count: int, syllables: list[tuple[str, int]], sounds: dict[str, list[str]]) -> list[str]:
    found = []
    for _ in range(count):
        length = randint(2, 5)
        name = ""
        for at in range(length):
            for sound, weight in syllables:
                if randint(0, 8) > weight:
                    continue
                if at + 1 == length:
                    continue
                name += choice(sounds[sound])
        found.append(name)
    return found


def build(rows: list[str], rounds: int, makers: dict) -> dict[tuple[int, int], object]:
    rooms = {}
    for turn in range(rounds):
        for y in range(len(rows)):
            for x in range(len(rows[y])):
                for key in makers:
                    if rows[y][x] == key:
                        rooms[x, y] = makers[key](x, y, turn, rooms)
    return rooms


def distinct(names: set[str]) -> None:
    for one in names:
        assert one.endswith("Event"), f"{one} is no event"
        for other in names:
            if one != other:
                assert one not in other, f"{one} is a part of {other}"


def topics(gamma: np.ndarray, words: np.ndarray, counts: list[float], rounds: int) -> np.ndarray:
    for turn in range(rounds):
        for at, count in enumerate(counts):
            gamma[at, :] = 0.1 + count * count * words[at, :] / (turn + 1)
    return gamma


def refine(parts: list, rounds: int, seen: float) -> float:
    for turn in range(rounds):
        for number, part in enumerate(parts):
            log.info("part %d of round %d", number, turn)
            seen += part.weight * part.share / (number + 1) - turn * part.share
    return seen


def shares(values: list[str], count: int) -> list[list[float]]:
    rows = [[] for _ in range(count)]
    for row in range(count):
        for at in range(row, len(values), count):
            rows[row].append(float(values[at]) * 2 + at)
    return rows


def packed(data: list[int], size: int, weights: list[int]) -> list[int]:
    found = []
    for group in zip(*[iter(data)] * size):
        total = 0
        for at in range(size):
            total += group[at] * weights[at] - total // 45
        found.append(total)
    return found


def shifted(places: list[float], repeats: int) -> list[float]:
    return [turn - repeats + place for turn in range(repeats) for place in places]


def encode(text: str, fonts: list) -> list[tuple]:
    found = []
    font, fonts = fonts[0], fonts[1:]
    while text:
        try:
            found.append((font, text.encode(font.encoding)))
            break
        except UnicodeEncodeError as problem:
            start, end = problem.args[2:4]
            found.append((font, text[:start].encode(font.encoding)))
            found.extend(encode(text[start:end], fonts))
            text = text[end:]
    return found


def draw(canvas, counts: list[list[int]], size: int) -> None:
    for row in range(size):
        for column in range(row + 1, size):
            if counts[row][column] == 0:
                canvas.itemconfig(counts[column][row], fill="gray")


def wedges(drawing, slices, styles) -> None:
    for at, piece in enumerate(slices):
        style = styles.find(piece)
        shape = drawing.wedge(piece, style)
        drawing.label(piece, shape)
        drawing.place(shape)
        drawing.shade(shape, style)
        for other in slices:
            if other.start < piece.start and piece.end < other.end:
                shape.depth = at * other.size


def widths(cells: list[list], rows: int, columns: int) -> list[float]:
    found = []
    for column in range(columns):
        widest = 0.0
        for row in range(rows):
            widest = max(widest, width(cells[row][column]) + cells[row][column].padding)
        found.append(widest)
    return found


def width(cell) -> float:
    total = 0.0
    for line in cell.lines:
        for letter in line:
            total += cell.sizes[letter] * cell.scale
    return total
