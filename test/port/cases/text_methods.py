def main() -> None:
    text = "  Hello, World  "
    print(text.strip(), "|" + text.lstrip() + "|", "|" + text.rstrip() + "|")
    print("a,b,,c".split(","), "a b  c".split(), "a b c d".split(" ", 2), "".split(), "x".split(","))
    print("-".join(["a", "b", "c"]), "".join(sorted("hello")))
    print("hello".upper(), "HeLLo".lower(), "hello world".title(), "hELLO".capitalize(), "Hello".swapcase())
    print("hello".find("l"), "hello".find("z"), "hello".rfind("l"), "hello".index("e"), "hello".count("l"))
    print("hello".replace("l", "L"), "hello".replace("l", "L", 1), "$1".replace("1", "$&"))
    print("hello".startswith("he"), "hello".endswith(("lo", "x")), "ell" in "hello", "z" not in "hello")
    print("42".isdigit(), "4a".isdigit(), "abc".isalpha(), "a1".isalnum(), " ".isspace(), "ABC".isupper(), "abc".islower(), "".isdigit())
    print("7".zfill(3), "-7".zfill(4), "x".center(5, "*"), "x".ljust(3) + "|", "x".rjust(3), "ab".center(5))
    print("abc"[0], "abc"[-1], "abcdef"[1:4], "abcdef"[::-1], "abcdef"[::2], "abcdef"[-3:], "abcdef"[:-2], "abc"[5:])
    print("ab" * 3, 3 * "-", "a" < "b", "abc" < "abd", "Z" < "a")
    print(ord("a"), chr(98), [ord(c) for c in "hi"])
    print("one\ntwo\nthree".splitlines(), "k=v=w".partition("="), "k=v=w".rpartition("="))
    print("xxhixx".strip("x"), "hello"[1], len("hello"))
    for index, char in enumerate("abc"):
        print(index, char, end=";")
    print()
    print(repr("it's"), repr('say "hi"'), repr("tab\tnew\nline"), repr("back\\slash"))


if __name__ == "__main__":
    main()
