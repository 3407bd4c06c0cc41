def pack(value, write, limit=200):
    if limit < 0:
        raise ValueError("nested too deeply")
    if isinstance(value, list):
        for part in sorted(value):
            pack(part, write, limit - 1)
        pack(len(value), write, limit - 1)
    else:
        write(value)
