"""Loudness and silence, sample by sample."""
import math
import wave
from array import array

FRAME = 1024


def read_samples(path: str) -> array:
    with wave.open(path) as stream:
        return array("h", stream.readframes(stream.getnframes()))


def autocorrelate(samples: array, longest: int) -> list[float]:
    values = []
    for lag in range(1, longest):  # expect: hot-loop
        total = 0.0
        for i in range(len(samples) - lag):
            total += samples[i] * samples[i + lag]
        values.append(total)
    return values


def loudness(samples: array) -> float:
    square = sum(value * value for value in samples)
    return 10 * math.log10(square / max(1, len(samples)))


def goertzel(samples: array, rate: int) -> dict[int, float]:
    powers = {}
    for band in range(50, rate // 4, 10):  # expect: hot-loop
        omega = 2 * math.cos(2 * math.pi * band / rate)
        before, last = 0.0, 0.0
        for sample in samples:
            before, last = last, sample + omega * last - before
        powers[band] = before * before + last * last - omega * before * last
    return powers


def find_silences(samples: array, threshold: int) -> list[tuple[int, int]]:
    silences = []
    start = None
    for position in range(0, len(samples), FRAME):  # ok: hot-loop
        quiet = max(samples[position:position + FRAME]) < threshold
        if quiet and start is None:
            start = position
        elif not quiet and start is not None:
            silences.append((start, position))
            start = None
    return silences


def fold_checksum(samples: array) -> int:
    state = 0x811C9DC5
    for sample in samples[:FRAME]:
        state = ((state << 5) ^ (sample & 0xFFFF)) & 0xFFFFFFFF  # ok: unbounded-int
    return state
