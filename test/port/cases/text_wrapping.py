def wrap(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        lines.append(line)
    return lines


def justify(line: str, width: int) -> str:
    words = line.split(" ")
    if len(words) == 1:
        return line
    gaps = len(words) - 1
    spaces = width - sum(len(word) for word in words)
    each, extra = divmod(spaces, gaps)
    out = ""
    for i, word in enumerate(words[:-1]):
        out += word + " " * (each + (1 if i < extra else 0))
    return out + words[-1]


def box(lines: list[str]) -> str:
    width = max(map(len, lines), default=0)
    top = "+" + "-" * (width + 2) + "+"
    return "\n".join([top, *(f"| {line:<{width}} |" for line in lines), top])


def slug(title: str) -> str:
    cleaned = "".join(c if c.isalnum() else " " for c in title.lower())
    return "-".join(cleaned.split())


def main() -> None:
    text = "The art of programming is the art of organizing complexity, of mastering multitude."
    lines = wrap(text, 24)
    print(box(lines))
    for line in lines[:-1]:
        print(justify(line, 24) + "|")
    print(slug("  Hello, World! 2024 edition "))
    print("snake_case_name".title().replace("_", ""), "a-b-c".rpartition("-"), "tabs\tand spaces".expandtabs(8))


if __name__ == "__main__":
    main()
