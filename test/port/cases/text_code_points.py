def mirror(text: str) -> str:
    return text[::-1]


def main() -> None:
    text = "naïve 😀 日本"
    print(len(text), text[6], text[-1], text[6:9], mirror(text))
    print(text.upper(), text.find("日"), text.count("😀"))
    print([c for c in text if ord(c) > 255])
    print("😀".center(5, "*"), "é".ljust(3, "."), "日本".rjust(4, "-"))
    for index, char in enumerate("a😀b"):
        print(index, char)
    print(ord("😀"), chr(128512), "\u00e9" == "é")


if __name__ == "__main__":
    main()
