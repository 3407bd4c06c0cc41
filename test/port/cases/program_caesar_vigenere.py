import string


def caesar(text: str, shift: int) -> str:
    out = []
    for c in text:
        if c.isupper():
            out.append(chr((ord(c) - ord("A") + shift) % 26 + ord("A")))
        elif c.islower():
            out.append(chr((ord(c) - ord("a") + shift) % 26 + ord("a")))
        else:
            out.append(c)
    return "".join(out)


def vigenere(text: str, key: str, sign: int = 1) -> str:
    letters = string.ascii_lowercase
    result = ""
    position = 0
    for c in text.lower():
        if c in letters:
            shift = letters.index(key[position % len(key)]) * sign
            result += letters[(letters.index(c) + shift) % 26]
            position += 1
        else:
            result += c
    return result


def frequencies(text: str) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for c in text.lower():
        if c.isalpha():
            counts[c] = counts.get(c, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def main() -> None:
    secret = caesar("Hello, World!", 3)
    print(secret, caesar(secret, -3))
    hidden = vigenere("attack at dawn", "lemon")
    print(hidden, vigenere(hidden, "lemon", -1))
    print(frequencies("Mississippi")[:3])
    print("".join(reversed("abc")), "-".join("xyz"), "a,b,,c".split(","), "Hello".swapcase(), "x".center(5, "*"))


if __name__ == "__main__":
    main()
