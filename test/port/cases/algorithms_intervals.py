"""Intervals are merged, cut and counted."""
import bisect


def merge(intervals: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def gaps(intervals: list[tuple[int, int]], low: int, high: int) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    at = low
    for start, end in merge(intervals):
        if start > at:
            result.append((at, start))
        at = max(at, end)
    if at < high:
        result.append((at, high))
    return result


def deepest(intervals: list[tuple[int, int]]) -> tuple[int, int]:
    events = sorted([(s, 1) for s, _ in intervals] + [(e, -1) for _, e in intervals])
    depth = best = 0
    where = events[0][0]
    for at, change in events:
        depth += change
        if depth > best:
            best, where = depth, at
    return best, where


if __name__ == "__main__":
    data = [(8, 10), (1, 3), (2, 6), (15, 18), (17, 20), (6, 7)]
    print(merge(data), gaps(data, 0, 22), deepest(data))
    starts = [start for start, _ in merge(data)]
    print([bisect.bisect_right(starts, x) for x in (0, 1, 9, 30)])
