"""The back-off is capped before anybody waits for it."""


def backoff(factor: float, tries: list[int], most: float) -> float:
    value = factor * 2 ** len(tries)
    return max(0, min(most, value))
