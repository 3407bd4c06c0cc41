class Money:
    def __init__(self, cents: int, currency: str = "EUR"):
        self.cents = cents
        self.currency = currency

    def __add__(self, other):
        if isinstance(other, int):
            return Money(self.cents + other, self.currency)
        if self.currency != other.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.cents + other.cents, self.currency)

    def __radd__(self, other):
        return self + other

    def __iadd__(self, other):
        self.cents += other.cents
        return self

    def __truediv__(self, n):
        return Money(self.cents // n, self.currency)

    def __str__(self):
        return f"{self.cents / 100:.2f} {self.currency}"

    def __lt__(self, other):
        return self.cents < other.cents


def main():
    m = Money(150) + Money(275)
    print(m, m + 5, 5 + m, m / 2)
    m += Money(1000)
    print(m, sum([Money(1), Money(2)], Money(0)), min([Money(5), Money(3)]))
    print(sum([Money(4), Money(6)]))
    try:
        print(Money(1) + Money(1, "USD"))
    except ValueError as e:
        print("error:", e)


main()
