import random


def chosen(amounts: list[int], target: int) -> list[int]:
    best: list[int] = []
    for _ in range(5000):
        picked: list[int] = []
        missing = target
        for amount in amounts:
            if random.random() < 0.5:
                missing -= amount * 2 + amount // 3
                picked.append(amount)
        if not missing:
            return list(picked)
        best = max(best, picked)
    return best
