"""The bytes of a number are few, whatever there is of numbers."""


def joined(data, bitwidth):
    bytewidth = bitwidth // 8
    return [
        sum(data[offset + i] << (i * 8) for i in range(bytewidth))
        for offset in range(0, len(data) // bytewidth * bytewidth, bytewidth)
    ]


def parts(data, bitwidth):
    return [(value >> shift) & 0xFF for value in data for shift in range(0, bitwidth, 8)]


def has_bad_byte(address, bad, arch):
    for byte in bad:
        rest = address
        for _ in range(arch.addressLength):
            if (rest & 0xFF) == byte:
                return True
            rest >>= 8
    return False


def frame(data, offsets, samples, bytes_per_sample, isSwapped):
    out = bytearray(len(data))
    for sample in range(samples):
        places = range(bytes_per_sample)
        for byte in reversed(places) if isSwapped else places:
            at = sample * bytes_per_sample + byte
            out[at] = data[offsets[at]] * 2 + at
    return out
