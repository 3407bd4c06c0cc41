def convertbits(data, frombits, tobits):
    acc = bits = 0
    ret = []
    maxv = (1 << tobits) - 1
    for value in data:
        acc = ((acc << frombits) | value) & 0xFFFF
        bits += frombits
        while bits >= tobits:          # amortised: what the outer loop adds
            bits -= tobits
            ret.append((acc >> bits) & maxv)
    return ret
async def address(puzzle_hash: bytes):
    return convertbits(puzzle_hash, 8, 5)
