from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Iterator


class Entry(ABC):
    def __init__(self, name: str) -> None:
        self.name = name
        self.parent: Folder | None = None

    @abstractmethod
    def size(self) -> int: ...

    def path(self) -> str:
        if self.parent is None:
            return self.name
        return f"{self.parent.path()}/{self.name}"


class File(Entry):
    def __init__(self, name: str, content: str) -> None:
        super().__init__(name)
        self.content = content

    def size(self) -> int:
        return len(self.content)


class Folder(Entry):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.entries: list[Entry] = []

    def add(self, entry: Entry) -> Folder:
        entry.parent = self
        self.entries.append(entry)
        return self

    def size(self) -> int:
        return sum(entry.size() for entry in self.entries)

    def walk(self) -> Iterator[Entry]:
        for entry in self.entries:
            yield entry
            if isinstance(entry, Folder):
                yield from entry.walk()


def main() -> None:
    docs = Folder("docs").add(File("a.txt", "hello")).add(File("b.txt", "hi"))
    root = Folder("root").add(docs).add(File("readme", "read me"))
    for entry in root.walk():
        kind = "dir " if isinstance(entry, Folder) else "file"
        print(kind, entry.path(), entry.size())
    print(root.size(), max(root.walk(), key=lambda entry: entry.size()).name)


if __name__ == "__main__":
    main()
