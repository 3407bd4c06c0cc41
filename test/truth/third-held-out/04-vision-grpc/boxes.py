"""Overlap arithmetic of boxes in plain Python."""

Box = tuple[float, float, float, float, float]


def overlap(a: Box, b: Box) -> float:
    left, top = max(a[0], b[0]), max(a[1], b[1])
    right, bottom = min(a[0] + a[2], b[0] + b[2]), min(a[1] + a[3], b[1] + b[3])
    if right <= left or bottom <= top:
        return 0.0
    shared = (right - left) * (bottom - top)
    return shared / (a[2] * a[3] + b[2] * b[3] - shared)


def suppress(boxes: list[Box], threshold: float) -> list[Box]:
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda item: item[4], reverse=True):  # expect: hot-loop
        for other in kept:
            if overlap(box, other) > threshold:
                break
        else:
            kept.append(box)
    return kept


def area(boxes: list[Box]) -> float:
    return sum(box[2] * box[3] for box in boxes)  # ok: hot-loop
