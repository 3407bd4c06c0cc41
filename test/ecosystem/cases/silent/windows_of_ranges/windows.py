"""Windows of an outer loop: together they are the data, or each is as wide as an option says."""


class Grouping:
    def __init__(self, reach: int, batch: int) -> None:
        self.reach = reach
        self.batch = batch

    def contexts(self, sentences: list[dict[str, str]]) -> list[str]:
        texts = []
        for i in range(len(sentences)):
            text = ""
            for j in range(i - self.reach, i):
                if j >= 0:
                    text += sentences[j]["text"]
            for j in range(i + 1, i + 1 + self.reach):
                if j < len(sentences):
                    text += sentences[j]["text"]
            texts.append(text)
        return texts

    def scores(self, weights: list[float], labels: list[int]) -> list[float]:
        found = []
        for part in range(len(weights) // self.batch):
            total = 0.0
            for place in range(self.batch * part, self.batch * (part + 1)):
                total += weights[place] * labels[place] - weights[place] / 2
            found.append(total)
        return found


def tree_of_sums(widths: list[int], every: int) -> dict[tuple[int, int], list[tuple[int, int]]]:
    tasks = {}
    for depth in range(1, len(widths)):
        for group in range(widths[depth]):
            start = every * group
            stop = min(start + every, widths[depth - 1])
            tasks[group, depth] = [(place * 2, depth - 1) for place in range(start, stop)]
    return tasks


def root(row: list[int], levels: int) -> int:
    for _ in range(levels):
        row = [(row[at] * 31 + row[at + 1]) % 65521 for at in range(0, len(row) - 1, 2)]
    return row[0]
