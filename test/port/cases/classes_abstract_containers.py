"""Classes that derive from the abstract containers of collections.abc have the methods that these give."""
from collections.abc import Iterator, MutableMapping, Sequence


class CaseDict(MutableMapping):
    """Keys that are found whatever their case."""

    def __init__(self, data=None, **more):
        super().__init__()
        self._store = {}
        if data:
            self.update(data)
        self.update(more)

    def __setitem__(self, key, value):
        self._store[key.lower()] = (key, value)

    def __getitem__(self, key):
        return self._store[key.lower()][1]

    def __delitem__(self, key):
        del self._store[key.lower()]

    def __iter__(self):
        return (key for key, _ in self._store.values())

    def __len__(self):
        return len(self._store)

    @property
    def length(self):
        return len(self) * 10


class Deck(Sequence):
    def __init__(self, cards):
        self.cards = list(cards)

    def __getitem__(self, index):
        return self.cards[index]

    def __len__(self):
        return len(self.cards)


class Countdown(Iterator):
    def __init__(self, start):
        self.left = start

    def __next__(self):
        if self.left <= 0:
            raise StopIteration
        self.left -= 1
        return self.left


def main():
    headers = CaseDict({"Accept": "x"})
    headers["Size"] = 1
    print(headers["SIZE"], len(headers), headers.length, list(headers), "size" in headers)
    print(headers.get("nope"), headers.get("nope", 5))
    print(list(headers.keys()), list(headers.values()), list(headers.items()))
    print(headers.pop("size"), headers.pop("size", None), len(headers))
    print(headers.setdefault("z", 3), headers["Z"])
    for key, value in headers.items():
        print(key, value)
    headers.clear()
    print(len(headers), bool(headers))
    deck = Deck("abcda")
    print(list(deck), "c" in deck, deck.index("d"), deck.count("a"), list(reversed(deck)))
    print(list(Countdown(4)))
    for left in Countdown(2):
        print(left)


if __name__ == "__main__":
    main()
