from decimal import Decimal, ROUND_HALF_UP, InvalidOperation
from fractions import Fraction


def invoice(lines: list[tuple[str, Decimal, int]], rate: Decimal) -> dict[str, Decimal]:
    net = sum((price * count for _, price, count in lines), Decimal("0"))
    tax = (net * rate).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return {"net": net, "tax": tax, "total": net + tax}


def harmonic(n: int) -> Fraction:
    total = Fraction(0)
    for i in range(1, n + 1):
        total += Fraction(1, i)
    return total


def main():
    print(Decimal("0.1") + Decimal("0.2"), Decimal("1.10") * 3, Decimal("10") / Decimal("4"), Decimal(1) / Decimal(3))
    print(repr(Decimal("2.50")), Decimal("2.50") == Decimal("2.5"), Decimal("-3.7") // 1, Decimal("7") % Decimal("4"))
    result = invoice([("pen", Decimal("1.25"), 3), ("ink", Decimal("9.99"), 1)], Decimal("0.19"))
    for key, value in result.items():
        print(f"{key:>6}: {value:>8.2f}")
    print(Decimal("2.675").quantize(Decimal("0.01")), Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP))
    print(f"{Decimal('1234567.891'):,.2f}", Decimal("1E+3"), Decimal("0.00001234"), Decimal(5) ** 3, -Decimal("1.5"), abs(Decimal("-2")))
    print(sorted([Decimal("3"), Decimal("1.5")]), max(Decimal("1"), Decimal("2")), Decimal("1.5") < 2, float(Decimal("0.25")), int(Decimal("7.9")))
    print(Fraction(1, 3) + Fraction(1, 6), Fraction(6, 8), Fraction("0.125"), Fraction(3, 4) * 2, Fraction(1, 2) ** 3, 1 - Fraction(1, 4))
    print(harmonic(10), float(harmonic(4)), repr(Fraction(2, 4)), Fraction(7, 2) // 1 if False else Fraction(22, 7).limit_denominator(5))
    print(Fraction(1, 2) < Fraction(2, 3), Fraction(4, 2) == 2, Fraction(-3, 6), abs(Fraction(-1, 2)), Fraction(1, 3).numerator)
    try:
        print(Fraction(1, 0))
    except ZeroDivisionError as e:
        print("error", e)


main()
