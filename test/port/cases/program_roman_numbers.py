SYMBOLS = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


def to_roman(number: int) -> str:
    if not 0 < number < 4000:
        raise ValueError(f"{number} has no Roman form")
    parts = []
    for value, symbol in SYMBOLS:
        count, number = divmod(number, value)
        parts.append(symbol * count)
    return "".join(parts)


def from_roman(text: str) -> int:
    values = {symbol: value for value, symbol in SYMBOLS if len(symbol) == 1}
    total = 0
    for current, following in zip(text, text[1:] + " "):
        value = values[current]
        total += -value if values.get(following, 0) > value else value
    return total


def main() -> None:
    for number in (1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999):
        roman = to_roman(number)
        print(f"{number:>4} {roman:<10} {from_roman(roman) == number}")
    for bad in (0, 4000):
        try:
            to_roman(bad)
        except ValueError as error:
            print(error)
    try:
        from_roman("ABC")
    except KeyError as error:
        print("no symbol", error)


if __name__ == "__main__":
    main()
