from functools import lru_cache


class Sessioniser:
    def __init__(self, gap: float):
        self.gap = gap
        self.pages: dict[str, list[str]] = {}
        self._last: dict[str, float] = {}

    def add(self, user: str, page: str, at: float) -> None:
        if at - self._last.get(user, 0.0) > self.gap:
            self.pages[user] = []
        self._last[user] = at
        self.pages[user].append(page)


def similarity(left: list[str], right: list[str]) -> float:
    table = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, a in enumerate(left):  # expect: hot-loop
        for j, b in enumerate(right):
            if a == b:
                table[i + 1][j + 1] = table[i][j] + 1
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1] / max(1, len(left), len(right))


@lru_cache(maxsize=4096)
def depth(page: str) -> int:
    if "/" not in page:
        return 0
    head, _, _ = page.rpartition("/")
    return depth(head) + 1  # ok: hot-loop
