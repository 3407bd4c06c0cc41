"""Nests of which the turns together go over the data once, or of which one size is small by what it counts."""


def cut(packets: list[bytes], size: int, strict: bool) -> list[bytes]:
    pieces = []
    for packet in packets:
        data = packet[4:] if strict else packet
        count = (len(data) + size - 1) // size
        for number in range(count):
            start = number * size
            head = (number * 8 + start // 8) & 0xFF
            pieces.append(bytes([head]) + data[start : start + size])
    return pieces


def transposed(table: dict[str, list[int]]) -> list[dict[str, int]]:
    count = len(next(iter(table.values())))
    rows: list[dict[str, int]] = [{} for _ in range(count)]
    for number in range(count):
        for name in table.keys():
            rows[number][name] = table[name][number]
    return rows


def shared_out(hosts: int, slots: int) -> list[tuple[int, int]]:
    places = []
    at = 0
    for host in range(hosts):
        for slot in range(slots // hosts):
            places.append((host * 4 + at // 2, slot + at % 2))
            at += 1
    return places


class Shuffled:
    """Hands out the numbers below a limit in an order of its own."""

    def __init__(self, limit: int, bits: int, rounds: int) -> None:
        self.limit = limit
        self.bits = bits
        self.rounds = rounds
        self.at = 0

    def next(self) -> int:
        while True:
            while self.at < 2**self.bits:
                mixed = self.at ^ 0x5A
                self.at += 1
                for _ in range(self.rounds):
                    low = mixed & 0xF
                    mixed = (mixed >> 4) | ((low * 7) << 4)
                if mixed < self.limit:
                    return mixed
            self.at = 0


def scored(records: list[dict[str, float]], columns: list[str], weights: list[float]) -> list[float]:
    scores = [0.0] * len(records)
    for at in range(len(records)):
        for number in range(len(columns)):
            scores[at] += records[at][columns[number]] * weights[number] + number
    return scores


def product(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    size = len(left)
    result = [[0.0] * size for _ in range(size)]
    for row in range(size):  # expect: hot-loop
        for column in range(size):
            for inner in range(size):
                result[row][column] += left[row][inner] * right[inner][column]
    return result


def around(x: int, y: int, reach: int) -> set[tuple[int, int]]:
    places = set()
    for other_x in range(x - reach, x + reach + 1):
        for other_y in range(y - reach, y + reach + 1):
            if abs(other_x - x) + abs(other_y - y) <= reach:
                places.add((other_x * 2, other_y * 2))
    for by_x in range(-reach, reach + 1):
        for by_y in range(-reach, reach + 1):
            places.add((x + by_x * by_x, y + by_y * by_y))
    return places


def blurred(image: list[list[int]], width: int, height: int, reach: int) -> list[list[int]]:
    result = [[0] * width for _ in range(height)]
    for y in range(height):  # expect: hot-loop
        for x in range(width):
            for by in range(-reach, reach + 1):
                result[y][x] += image[y][(x + by) % width] // (2 * reach + 1)
    return result


def carried(digits: list[int], size: int) -> list[int]:
    while any(digit & ~0xFF for digit in digits):
        digits = [(digits[at - size + 1] >> 8) + (digits[at] & 0xFF) for at in range(size)]
    return digits


def laid_out(words: list[str], columns: int) -> str:
    text = ""
    for first in range(0, len(words), columns):
        for by in range(columns):
            at = first + by
            if at < len(words):
                text += "%-20s" % words[at]
        text += "\n"
    return text


class Sketch:
    """The numbers of a sketch, packed several to a word."""

    def __init__(self, numbers: list[int], n_objectives: int) -> None:
        self.numbers = numbers
        self.n_objectives = n_objectives

    def packed(self, per_word: int, bits: int) -> list[int]:
        words = [0] * (len(self.numbers) // per_word + 1)
        for at in range(len(words)):
            first = at * per_word
            for by, number in enumerate(self.numbers[first : first + per_word]):
                words[at] = (words[at] | (number << (per_word - 1 - by) * bits)) & 0xFFFFFFFF
        return words

    def front(self) -> list[float]:
        values = [1.0] * self.n_objectives
        for at in range(self.n_objectives):
            for by in range(self.n_objectives - at):
                values[at] *= 0.5 * self.numbers[by] * by
        return values


def flags(kept: list[bool], count: int) -> bytes:
    packed = bytearray()
    for at in range(count):
        byte = 0
        for bit, one in enumerate(kept[at * 8 : at * 8 + 8]):
            byte |= (1 << bit) * one + (byte & 0x80)
        packed.append(byte & 0xFF)
    return bytes(packed)


def unfiltered(data: bytes, width: int) -> bytes:
    out = bytearray()
    for first in range(0, len(data), width):  # expect: hot-loop
        line = bytearray(data[first : first + width])
        for at in range(1, width):
            line[at] = (line[at] + line[at - 1] // 2) % 256
        out += line
    return bytes(out)


class Cells:
    """Widgets in rows and columns, of which there are as many as there are things to show."""

    def __init__(self, canvas, titles: list[str]) -> None:
        self.canvas = canvas
        self.titles = titles

    def draw(self, rows: int, columns: int, step: int) -> None:
        for row in range(rows):
            for column in range(columns):
                box = self.canvas.create_box(column * step, row * step, colour="grey")
                self.canvas.bind(box, self.titles[row])
                self.canvas.raise_to_top(box)

    def collected(self, data: list[list[list[float]]], extents: int) -> list[float]:
        flat = []
        for row in range(len(data)):
            for column in range(len(data[row])):
                for at in range(extents):
                    flat.append(data[row][column][at])
        return flat


def profile(heights: list[float], tones: list[float]) -> list[float]:
    solution = [0.0] * 12
    for at in range(len(solution)):
        for by in range(len(tones)):
            solution[at] += tones[(by - at) % 12] * heights[by]
    return solution


def coloured(numbers: list[float], limits: list[float], colours: list[float]) -> list[float]:
    chosen = []
    for number in numbers:
        for at, limit in enumerate(limits):
            if limit > number:
                share = (number - limits[at - 1]) / (limits[at] - limits[at - 1])
                share = min(share, 1.0) * 0.5
                colour = colours[at] * share + colours[at - 1] * (1 - share)
                chosen.append(colour)
                break
    return chosen


def decoded(text: str, digits: dict[str, int]) -> list[int]:
    out = []
    for first in range(0, len(text), 5):
        group = text[first : first + 5]
        number = 0
        for at in range(len(group)):
            number = (number * 85 + digits[group[at]] + first % 3) & 0xFFFFFFFF
        out.append(number)
    return out
