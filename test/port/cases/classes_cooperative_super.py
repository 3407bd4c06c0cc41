"""Cooperative inheritance of several bases."""


class Base:
    def __init__(self, name: str) -> None:
        self.name = name
        self.log: list[str] = []

    def describe(self) -> str:
        return f"Base({self.name})"

    def save(self) -> None:
        self.log.append("base saved")


class Timestamped(Base):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.created = 100

    def describe(self) -> str:
        return f"Timestamped[{self.created}] " + super().describe()

    def save(self) -> None:
        self.log.append("timestamped saving")
        super().save()


class Audited(Base):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.changes = 0

    def describe(self) -> str:
        return f"Audited<{self.changes}> " + super().describe()

    def save(self) -> None:
        self.changes += 1
        self.log.append("audited saving")
        super().save()


class Document(Timestamped, Audited):
    def describe(self) -> str:
        return "Document: " + super().describe()


class Note(Audited, Timestamped):
    pass


def show(item: Base) -> None:
    item.save()
    print(item.describe())
    print(item.log)


def main() -> None:
    show(Document("plan"))
    show(Note("todo"))
    show(Timestamped("only"))
    doc = Document("x")
    print(isinstance(doc, Audited), isinstance(doc, Timestamped), isinstance(Note("a"), Document))


main()
