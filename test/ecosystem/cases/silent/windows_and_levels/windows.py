from math import log2


def scrambled(word: list[int], key: list[int]) -> list[int]:
    for chunk in range(0, len(word), len(key)):
        place = 0
        for at in range(chunk, min(chunk + len(key), len(word))):
            word[at] = word[at] ^ key[place]
            place += 1
    return word


def cascaded(items: list[int]) -> int:
    for _ in range(int(1 + log2(len(items)))):
        results = []
        for at in range(0, len(items) - len(items) % 2, 2):
            results.append(items[at] + items[at + 1])
        if len(items) % 2 != 0:
            results.append(items[-1])
        items = results
    return items[0]
