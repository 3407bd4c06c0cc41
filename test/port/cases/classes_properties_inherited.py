from __future__ import annotations


class Account:
    interest = 0.05
    count = 0
    _registry: dict[str, "Account"] = {}

    def __init__(self, owner: str, balance: float = 0) -> None:
        self.owner = owner
        self._balance = balance
        Account.count += 1
        Account._registry[owner] = self

    @property
    def balance(self) -> float:
        return self._balance

    @balance.setter
    def balance(self, value: float) -> None:
        if value < 0:
            raise ValueError(f"negative balance {value}")
        self._balance = value

    @balance.deleter
    def balance(self) -> None:
        print("reset")
        self._balance = 0.0

    @classmethod
    def from_text(cls, text: str) -> Account:
        owner, amount = text.split(":")
        return cls(owner, float(amount))

    @classmethod
    def find(cls, owner: str) -> Account | None:
        return cls._registry.get(owner)

    @staticmethod
    def fee(amount: float) -> float:
        return amount * 0.01

    def accrue(self) -> None:
        self.balance += self.balance * self.interest


class Savings(Account):
    interest = 0.1

    @property
    def balance(self) -> float:
        return super().balance + 1

    @balance.setter
    def balance(self, value: float) -> None:
        self._balance = value

    @classmethod
    def label(cls) -> str:
        return f"{cls.__name__}@{cls.interest}"


a = Account.from_text("ann:100")
a.accrue()
print(a.balance)
try:
    a.balance = -5.5
except ValueError as e:
    print("error:", e)
a.balance -= 5
print(a.balance, Account.fee(200), a.fee(50))
s = Savings.from_text("sam:10")
print(type(s).__name__, s.balance, Savings.label())
s.accrue()
print(f"{s.balance:.2f}")
print(Account.count, Account.find("sam") is s, Account.find("zoe"))
del a.balance
print(a.balance)
