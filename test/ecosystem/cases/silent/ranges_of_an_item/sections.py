def entries(sections, entry) -> dict[int, int]:
    found = {}
    for start, size in sections:
        for number in range(start, start + size):
            kind = entry(0)
            if kind == 1:
                found[number] = entry(1)
            elif kind == 2:
                found[number] = entry(2)
    return found
