def to_bytes(number):
    raw = number.to_bytes(16, "big", signed=True)
    while len(raw) > 1 and raw[0] == (0xFF if raw[1] & 0x80 else 0):
        raw = raw[1:]
    return raw


def solution(parts):
    return [to_bytes(part) for part in parts]


async def spend(parts, node):
    await node.send(solution(parts))
