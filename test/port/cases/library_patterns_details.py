"""What matches and patterns tell of themselves, and texts that are no pattern."""

import re

LINE = re.compile(r"(\w+)=(\d+)(;)?")


def main() -> None:
    found = LINE.match("size=12 rest")
    if found:
        print(found.string, found.lastindex, found.expand(r"\2 of \1"), LINE.pattern)
    print(re.split(r"[,;]\s*", "a, b;c"), re.compile(r"\s+").split("a b  c", 1), LINE.subn("<>", "a=1 b=2"))
    for text in ("(a", "a)", "[z-a]", "*a", "a+"):
        try:
            print(re.compile(text).findall("aaz"))
        except re.error as error:
            print("bad:", error)


if __name__ == "__main__":
    main()
