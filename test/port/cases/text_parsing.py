def parse_config(text: str) -> dict[str, dict[str, str]]:
    sections: dict[str, dict[str, str]] = {}
    current = "default"
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.split("#", 1)[0].strip()
        if not line:
            continue
        if line.startswith("[") and line.endswith("]"):
            current = line[1:-1].strip()
            sections.setdefault(current, {})
        elif "=" in line:
            key, _, value = line.partition("=")
            sections.setdefault(current, {})[key.strip()] = value.strip()
        else:
            raise ValueError(f"line {number}: cannot read {raw!r}")
    return sections


def tokens(source: str) -> list[tuple[str, str]]:
    result = []
    i = 0
    while i < len(source):
        ch = source[i]
        if ch.isspace():
            i += 1
        elif ch.isdigit():
            start = i
            while i < len(source) and (source[i].isdigit() or source[i] == "."):
                i += 1
            result.append(("number", source[start:i]))
        elif ch.isalpha() or ch == "_":
            start = i
            while i < len(source) and (source[i].isalnum() or source[i] == "_"):
                i += 1
            result.append(("name", source[start:i]))
        else:
            result.append(("op", ch))
            i += 1
    return result


def roman(n: int) -> str:
    out = ""
    for value, numeral in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
                           (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        count, n = divmod(n, value)
        out += numeral * count
    return out


def rle(text: str) -> str:
    if not text:
        return ""
    out = []
    previous, count = text[0], 1
    for ch in text[1:]:
        if ch == previous:
            count += 1
        else:
            out.append(f"{count}{previous}")
            previous, count = ch, 1
    out.append(f"{count}{previous}")
    return "".join(out)


def main() -> None:
    config = parse_config("name = demo # comment\n[db]\nhost = local\nport = 5432\n\n[web]\nurl = a=b\n")
    for section, values in config.items():
        print(section, values)
    try:
        parse_config("[a]\nnonsense\n")
    except ValueError as error:
        print(error)
    print(tokens("x1 = 3.14 * (y_2 + 40)"))
    print([roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024)], rle("aaabccd"), rle(""))
    words = "the quick brown the lazy dog the end".split()
    print({w: words.count(w) for w in sorted(set(words))}, max(words, key=len), " ".join(w.capitalize() for w in words[:3]))
    print("a,b,,c".split(","), "a-b-c".rsplit("-", 1), "  trim ".strip(), "x=1".partition("="), "abc".center(9, "*"), "7".zfill(3))


main()
