from collections import Counter
from concurrent.futures import ThreadPoolExecutor

TEXTS = [
    "the quick brown fox jumps over the lazy dog",
    "the dog barks at the fox",
    "a quick dog is a happy dog",
    "fox and dog and fox",
] * 5


def count(text: str) -> Counter:
    words: Counter = Counter()
    for word in text.split():
        words[word] += 1
    return words


class Index:
    def __init__(self) -> None:
        self.lines: dict[str, list[int]] = {}
        self.processed = 0

    def add(self, number: int, text: str) -> None:
        for word in set(text.split()):
            self.lines.setdefault(word, []).append(number)

    def top(self, n: int) -> list[tuple[str, int]]:
        pairs = [(word, len(numbers)) for word, numbers in self.lines.items()]
        return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))[:n]


def main() -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        counts = list(pool.map(count, TEXTS))
    total: Counter = Counter()
    for one in counts:
        total.update(one)
    print(total.most_common(3))
    index = Index()
    with ThreadPoolExecutor(max_workers=4) as pool:
        futures = [pool.submit(index.add, number, text) for number, text in enumerate(TEXTS)]
        for future in futures:
            future.result()
    print(index.top(4))
    print(sorted(index.lines["happy"]))


if __name__ == "__main__":
    main()
