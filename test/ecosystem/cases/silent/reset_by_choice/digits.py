LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def decoded(text: str) -> list[int]:
    value = place = 0
    found = []
    for letter in text:
        digit = LETTERS.index(letter)
        value = 64 * value + digit if place % 4 else digit
        place += 1
        found.append(value & 255)
    return found
