from collections import Counter


def table(rows: list[tuple[str, int, float]], width: int = 10) -> list[str]:
    header = f"{'name':<{width}}|{'qty':>6}|{'price':^9}"
    lines = [header, "-" * len(header)]
    for name, qty, price in rows:
        lines.append(f"{name:<{width}}|{qty:>6,}|{price:^9.2f}")
    total = sum(qty * price for _, qty, price in rows)
    lines.append(f"{'total':.<{width}}|{sum(q for _, q, _ in rows):>6}|{total:>9.1f}")
    return lines


def histogram(text: str) -> list[str]:
    counts = Counter(c for c in text.lower() if c.isalpha())
    return [f"{letter} {'#' * n} {n}" for letter, n in sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:4]]


def caesar(text: str, shift: int) -> str:
    out = []
    for ch in text:
        if ch.isalpha():
            base = ord("A") if ch.isupper() else ord("a")
            out.append(chr((ord(ch) - base + shift) % 26 + base))
        else:
            out.append(ch)
    return "".join(out)


def main() -> None:
    for line in table([("apple", 1200, 1.5), ("kiwi", 7, 12.345), ("fig", 45, 0.25)]):
        print(line)
    print("\n".join(histogram("Mississippi River")))
    secret = caesar("Hello, World!", 3)
    print(secret, caesar(secret, -3))
    n, x = 255, 3.14159
    print(f"{n:b} {n:#x} {n:08b} {n:o} {n:+d} {-n:06d} {n:_} {1234567:,}")
    print(f"{x:.3f} {x:8.2f}| {x:<8.2f}| {x:+.1e} {x:g} {0.256:.1%} {x!r:>10} {'mid':^7}|")
    print("%d %5.2f %-6s| %05d %x %s %%" % (1, 2.5, "ab", 42, 255, [1, 2]))
    print("{} {1} {0}".format("a", "b") if False else "{1} {0}".format("a", "b"), "{:>6}|{:<6}|{:^6}|".format(1, "b", 2.5))
    print("{name}: {value:.1f}".format(name="pi", value=x), f"{x=:.2f} {n=}")
    width = 12
    print(f"[{'right':>{width}}] [{'left':<{width}}] [{x:{width}.3f}]")


main()
