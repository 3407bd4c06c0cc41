from abc import ABC, abstractmethod


class Command(ABC):
    @abstractmethod
    def execute(self, text: list[str]) -> None: ...

    @abstractmethod
    def undo(self, text: list[str]) -> None: ...

    @property
    def name(self) -> str:
        return type(self).__name__


class Insert(Command):
    def __init__(self, at: int, word: str) -> None:
        self.at = at
        self.word = word

    def execute(self, text: list[str]) -> None:
        text.insert(self.at, self.word)

    def undo(self, text: list[str]) -> None:
        del text[self.at]


class Remove(Command):
    def __init__(self, at: int) -> None:
        self.at = at
        self.removed = ""

    def execute(self, text: list[str]) -> None:
        self.removed = text.pop(self.at)

    def undo(self, text: list[str]) -> None:
        text.insert(self.at, self.removed)


class Editor:
    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.done: list[Command] = []
        self.undone: list[Command] = []

    def run(self, command: Command) -> None:
        command.execute(self.words)
        self.done.append(command)
        self.undone.clear()

    def undo(self) -> bool:
        if not self.done:
            return False
        command = self.done.pop()
        command.undo(self.words)
        self.undone.append(command)
        return True

    def redo(self) -> bool:
        if not self.undone:
            return False
        command = self.undone.pop()
        command.execute(self.words)
        self.done.append(command)
        return True


def main() -> None:
    editor = Editor("the fox jumps".split())
    editor.run(Insert(1, "quick"))
    editor.run(Remove(3))
    print(" ".join(editor.words))
    print(editor.undo(), " ".join(editor.words))
    print(editor.undo(), editor.undo(), " ".join(editor.words))
    print(editor.redo(), " ".join(editor.words), [command.name for command in editor.done])


if __name__ == "__main__":
    main()
