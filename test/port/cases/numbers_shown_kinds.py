from dataclasses import dataclass


class Account:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.moves = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive, got %r" % amount)
        self.balance += amount
        self.moves.append(("deposit", amount))
        return self

    def __str__(self):
        return "%s: %s (%.2f)" % (self.owner, self.balance, self.balance)


@dataclass
class Reading:
    name: str
    value: int | float


whole = Account("ines", 100)
part = Account("tomas", 250.0)
for account in (whole, part):
    print(account, account.balance)
    account.deposit(20)
    print(account, account.moves)
    try:
        account.deposit(-3)
    except ValueError as error:
        print(error)
part.deposit(0.5)
print(part.balance, str(part), f"{whole.balance} {part.balance!r}")
print(Reading("a", 1), Reading("b", 1.0), Reading("a", 2).value)


def total(values):
    start = 0
    for value in values:
        start += value
    return start


print(total([1.5, 2.5]))
print(f"{float('nan'):.3f} {float('inf'):8.2f}|{-float('inf'):e} {1.5:6.2f}")
