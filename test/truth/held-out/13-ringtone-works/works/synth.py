"""Tones, made sample by sample."""
import math
import zlib

RATE = 22050


def render(notes, rate=RATE):
    out = []
    for pitch, seconds in notes:  # expect: hot-loop
        for n in range(int(seconds * rate)):
            value = math.sin(2 * math.pi * pitch * n / rate) * 0.6
            value += math.sin(4 * math.pi * pitch * n / rate) * 0.2
            out.append(int(value * 32767))
    return out


def echo(samples, delay, gain):
    result = list(samples)
    for n in range(delay, len(samples)):  # ok: hot-loop
        result[n] += gain * samples[n - delay]
    return result


def convolve(samples, kernel):
    result = [0.0] * len(samples)
    for n in range(len(samples)):  # expect: hot-loop
        for k in range(len(kernel)):
            if n >= k:
                result[n] += samples[n - k] * kernel[k]
    return result


def pack(samples):
    return zlib.compress(b"".join(int(s).to_bytes(2, "little", signed=True) for s in samples))


def squeeze(blob: bytes) -> bytes:
    return zlib.compress(blob, 9)
