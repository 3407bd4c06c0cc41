"""Names that the condition of a comprehension binds, text that is indexed by a truth value, and parts that are counted."""


def half(n):
    return n // 2 if n % 2 == 0 else None


def main() -> None:
    print([h for n in range(7) if (h := half(n)) is not None])
    print([(n, s) for n in (3, 4, 5) if (s := n * n) > 9 if s % 2 == 1])
    print({w: size for w in ("a", "bcd", "ef") if (size := len(w)) > 1})
    cells = {(0, 1), (1, 0)}
    print("/".join("".join(".#"[(r, c) in cells] for c in range(2)) for r in range(2)))
    for score in ("3-1", "4", "1-2-3"):
        try:
            home, away = map(int, score.split("-"))
            print(home, away)
        except ValueError as error:
            print("rejected:", score, "|", error)


if __name__ == "__main__":
    main()
