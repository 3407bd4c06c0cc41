from dataclasses import dataclass, field
from typing import Optional


@dataclass
class Product:
    sku: str
    title: str
    price: float
    stock: int = 0

    def reserve(self, quantity: int) -> None:
        if quantity > self.stock:
            raise ValueError(f"only {self.stock} of {self.title} left")
        self.stock -= quantity


@dataclass
class Line:
    product: Product
    quantity: int

    @property
    def total(self) -> float:
        return self.product.price * self.quantity


class Discount:
    def apply(self, amount: float) -> float:
        return amount


class Percentage(Discount):
    def __init__(self, percent: float) -> None:
        self.percent = percent

    def apply(self, amount: float) -> float:
        return amount * (1 - self.percent / 100)


class AtLeast(Discount):
    def __init__(self, minimum: float, inner: Discount) -> None:
        self.minimum = minimum
        self.inner = inner

    def apply(self, amount: float) -> float:
        return self.inner.apply(amount) if amount >= self.minimum else amount


@dataclass
class Cart:
    lines: list[Line] = field(default_factory=list)
    discount: Discount = field(default_factory=Discount)

    def add(self, product: Product, quantity: int = 1) -> None:
        product.reserve(quantity)
        line = self.find(product.sku)
        if line is None:
            self.lines.append(Line(product, quantity))
        else:
            line.quantity += quantity

    def find(self, sku: str) -> Optional[Line]:
        for line in self.lines:
            if line.product.sku == sku:
                return line
        return None

    def total(self) -> float:
        return self.discount.apply(sum(line.total for line in self.lines))


def main() -> None:
    mug = Product("m1", "Mug", 8.5, 3)
    lamp = Product("l1", "Lamp", 42.0, 1)
    cart = Cart(discount=AtLeast(50, Percentage(10)))
    cart.add(mug, 2)
    print(f"{cart.total():.2f}")
    cart.add(lamp)
    cart.add(mug)
    print(f"{cart.total():.2f}", len(cart.lines), mug.stock)
    try:
        cart.add(lamp)
    except ValueError as error:
        print("error:", error)
    found = cart.find("zz")
    print(found is None, cart.lines[0].quantity)
    print(Product("a", "A", 1.0), Product("a", "A", 1.0) == Product("a", "A", 1.0))


if __name__ == "__main__":
    main()
