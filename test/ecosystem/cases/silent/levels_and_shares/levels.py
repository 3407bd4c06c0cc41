"""The turns of the inner loops make one pass over the data, or twice as many turns as the last one has."""


def next_free(taken, start, interval):
    parts = 1
    while True:
        at = start
        for _ in range(parts - 1):
            at += interval
            if not taken(at, interval / 4):
                return at
        interval /= 2
        parts *= 2


def tree(values, width, height):
    levels = [dict.fromkeys(values, 1)]
    for _ in range(1, height):
        level = {}
        for place, mask in levels[-1].items():
            level[place // width] = level.get(place // width, 0) | (1 << (place % width)) * mask
        levels.append(level)
    return levels


def rates(sample, size):
    found = []
    for window in range(len(sample) // size):
        hits = 0
        for at in range(size):
            hits += sample[window * size + at] * 3
        found.append(hits / size)
    return found


if __name__ == "__main__":
    import sys

    count = 80 if "tall" in sys.argv else 10
    links = [(j, i + j + 1) for i in range(count) for j in range(count - i - 1)]
