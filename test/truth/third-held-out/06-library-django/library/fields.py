"""Attributes that convert on the way in."""


class Trimmed:  # expect: metaclass
    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.slot, "")  # expect: dynamic-attribute

    def __set__(self, instance, value):
        setattr(instance, self.slot, value.strip())  # expect: dynamic-attribute


class ImportRow:  # ok: metaclass
    title = Trimmed()
    isbn = Trimmed()
    author = Trimmed()

    def __init__(self, record: dict[str, str]):
        self.title = record["title"]
        self.isbn = record["isbn"]
        self.author = record.get("author", "")

    def valid(self) -> bool:
        digits = [int(c) for c in self.isbn if c.isdigit()]
        if len(digits) != 13:
            return False
        return sum(d * (1 if i % 2 == 0 else 3) for i, d in enumerate(digits)) % 10 == 0  # ok: hot-loop
