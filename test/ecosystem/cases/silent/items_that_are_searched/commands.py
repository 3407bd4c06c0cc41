class Matcher:
    def __init__(self, query: str) -> None:
        self.query = query

    def rank(self, rows: list[int]) -> int:
        total = 0
        for row in rows:
            total += row * row % 7
        return total


class Provider:
    commands = (("open", [1, 2]), ("close", [3, 4]))

    async def search(self, query: str):
        matcher = Matcher(query)
        for name, rows in self.commands:
            if matcher.rank([1, 2, 3]) > 0:
                yield name
