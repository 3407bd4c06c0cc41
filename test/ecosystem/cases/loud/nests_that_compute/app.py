def digits(text, table):
    groups = []
    for start in range(0, len(text), 8):
        total = 0
        for character in text[start : start + 8]:
            total = (total << 5) + table[character]
        groups.append(total.to_bytes(5, "big"))
    return groups
