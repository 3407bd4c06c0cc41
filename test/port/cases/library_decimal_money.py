"""Money in decimals."""
from decimal import ROUND_HALF_UP, Decimal

PRICES = ["19.99", "0.01", "100", "3.335"]


def main() -> None:
    total = Decimal("0")
    for text in PRICES:
        total += Decimal(text)
    print(total)
    print((total * Decimal("0.19")).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))
    print(Decimal("1.10") + Decimal("2.20") == Decimal("3.30"))
    print(sorted([Decimal("2.5"), Decimal("-1"), Decimal("2.05")]))


if __name__ == "__main__":
    main()
