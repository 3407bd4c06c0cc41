import itertools


def even(words: list[str], length: int) -> list[str]:
    kept = []
    for parts in itertools.product(words, repeat=length):
        name = "-".join(parts)
        score = 0
        for one, other in zip(name, name[1:]):
            score += abs(ord(one) - ord(other))
        if score < 9 * len(name):
            kept.append(name)
    return kept
