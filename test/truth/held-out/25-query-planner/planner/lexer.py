"""Tokens of a small query language, one at a time."""
import re
from typing import Iterator, NamedTuple

TOKEN = re.compile(r"\s*(?:(\d+)|(\w+)|(.))")


class Token(NamedTuple):
    kind: str
    text: str


def tokens(text: str) -> Iterator[Token]:
    for match in TOKEN.finditer(text):  # ok: hot-loop
        number, word, symbol = match.groups()
        if number:
            yield Token("number", number)
        elif word:
            yield Token("word", word)
        else:
            yield Token("symbol", symbol)


def permutations(names: list[str]) -> Iterator[list[str]]:
    """Heap's way, lazily."""
    if len(names) <= 1:
        yield names
        return
    for n, name in enumerate(names):
        for rest in permutations(names[:n] + names[n + 1 :]):
            yield [name, *rest]
