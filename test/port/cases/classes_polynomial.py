class Polynomial:
    def __init__(self, *coefficients: int) -> None:
        values = list(coefficients)
        while len(values) > 1 and values[-1] == 0:
            values.pop()
        self.coefficients = values or [0]

    @property
    def degree(self) -> int:
        return len(self.coefficients) - 1

    def __call__(self, x: int) -> int:
        result = 0
        for c in reversed(self.coefficients):
            result = result * x + c
        return result

    def __add__(self, other: "Polynomial") -> "Polynomial":
        size = max(len(self.coefficients), len(other.coefficients))
        a = self.coefficients + [0] * (size - len(self.coefficients))
        b = other.coefficients + [0] * (size - len(other.coefficients))
        return Polynomial(*[x + y for x, y in zip(a, b)])

    def __mul__(self, other: "Polynomial") -> "Polynomial":
        result = [0] * (self.degree + other.degree + 1)
        for i, x in enumerate(self.coefficients):
            for j, y in enumerate(other.coefficients):
                result[i + j] += x * y
        return Polynomial(*result)

    def __neg__(self) -> "Polynomial":
        return Polynomial(*[-c for c in self.coefficients])

    def __sub__(self, other: "Polynomial") -> "Polynomial":
        return self + -other

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Polynomial) and self.coefficients == other.coefficients

    def derivative(self) -> "Polynomial":
        return Polynomial(*[i * c for i, c in enumerate(self.coefficients)][1:])

    def __str__(self) -> str:
        terms = []
        for power, c in reversed(list(enumerate(self.coefficients))):
            if c == 0:
                continue
            name = "" if power == 0 else "x" if power == 1 else f"x^{power}"
            size = "" if abs(c) == 1 and power else str(abs(c))
            sign = "-" if c < 0 else "+"
            terms.append(f"{sign} {size}{name}")
        text = " ".join(terms) or "0"
        return text[2:] if text.startswith("+ ") else text

    def __repr__(self) -> str:
        return f"Polynomial({', '.join(map(str, self.coefficients))})"


def main() -> None:
    p = Polynomial(1, 2, 3)
    q = Polynomial(-1, 1)
    print(p, "|", q, "|", p + q, "|", p * q, "|", p - p, "|", repr(p * q))
    print(p(2), q(5), p.derivative(), p.degree, p == Polynomial(1, 2, 3, 0), p == q)


main()
