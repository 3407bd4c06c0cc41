"""The methods of a pattern as values, and initial values that no target has a port for."""

import re

find_unsafe = re.compile(r"[^\w@%+=:,./-]").search
is_word = re.compile(r"[a-z]+").fullmatch


def quoted(text: str) -> str:
    if find_unsafe(text) is None:
        return text
    return "'" + text + "'"


class Box:
    __class_getitem__ = classmethod(lambda cls, item: cls)

    def __init__(self, text: str) -> None:
        self.text = text


def main() -> None:
    for text in ["plain", "two words", "a/b", "semi;colon"]:
        print(quoted(text), is_word(text) is not None)
    print(Box("kept").text)


if __name__ == "__main__":
    main()
