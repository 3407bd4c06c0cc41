Box = tuple[float, float, float, float]


def overlap(one: Box, other: Box) -> float:
    across = min(one[2], other[2]) - max(one[0], other[0])
    up = min(one[3], other[3]) - max(one[1], other[1])
    return max(across, 0.0) * max(up, 0.0) / (one[2] * one[3] + other[2] * other[3])


def kept(boxes: list[Box], most: float) -> list[Box]:
    chosen: list[Box] = []
    for box in boxes:
        for other in chosen:
            if overlap(box, other) > most:
                break
        else:
            chosen.append(box)
    return chosen
