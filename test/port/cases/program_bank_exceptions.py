from abc import ABC, abstractmethod
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from enum import Enum


class BankError(Exception):
    code = "bank"

    def describe(self):
        return f"[{self.code}] {self}"


class InsufficientFunds(BankError):
    code = "funds"

    def __init__(self, account, amount):
        self.account = account
        self.amount = amount
        super().__init__(f"{account.owner} lacks {amount - account.balance:.2f}")


class UnknownAccount(BankError, LookupError):
    code = "unknown"


class Kind(str, Enum):
    DEPOSIT = "deposit"
    WITHDRAW = "withdraw"
    FEE = "fee"


class Account(ABC):
    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self._balance = balance
        self.history = []

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._balance += amount
        self.history.append((Kind.DEPOSIT, amount))

    def withdraw(self, amount):
        if amount > self.limit():
            raise InsufficientFunds(self, amount)
        self._balance -= amount
        self.history.append((Kind.WITHDRAW, amount))

    @abstractmethod
    def limit(self):
        ...

    @abstractmethod
    def month_end(self, today):
        ...


class Savings(Account):
    rate = 0.02

    def limit(self):
        return self._balance

    def month_end(self, today):
        self.deposit(round(self._balance * self.rate / 12, 2))


class Checking(Account):
    def __init__(self, owner, balance=0.0, overdraft=100.0):
        super().__init__(owner, balance)
        self.overdraft = overdraft

    def limit(self):
        return self._balance + self.overdraft

    def month_end(self, today):
        if self._balance < 0:
            fee = 5.0
            self._balance -= fee
            self.history.append((Kind.FEE, fee))


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, account):
        self.accounts[account.owner] = account
        return account

    def find(self, owner):
        try:
            return self.accounts[owner]
        except KeyError as error:
            raise UnknownAccount(f"no account of {owner}") from error

    @contextmanager
    def transaction(self, *owners):
        saved = {o: self.find(o)._balance for o in owners}
        try:
            yield
        except BankError as error:
            for owner, balance in saved.items():
                self.accounts[owner]._balance = balance
            print("rolled back:", error.describe())
        else:
            print("committed")
        finally:
            print("transaction done")

    def transfer(self, source, target, amount):
        with self.transaction(source, target):
            self.find(target).deposit(amount)
            self.find(source).withdraw(amount)


def main():
    bank = Bank()
    bank.open(Savings("ann", 1000.0))
    bank.open(Checking("bob", 50))
    bank.transfer("bob", "ann", 120)
    bank.transfer("bob", "ann", 500)
    try:
        bank.transfer("bob", "zoe", 1)
    except LookupError as error:
        print(type(error).__name__, error, "caused by", repr(error.__cause__))
    try:
        bank.find("ann").deposit(-1)
    except (ValueError, TypeError) as error:
        print("bad:", error)
    today = date(2024, 1, 31)
    for _ in range(2):
        for account in bank.accounts.values():
            account.month_end(today)
        today += timedelta(days=29)
    for owner, account in sorted(bank.accounts.items()):
        print(f"{owner:<5}{account.balance:>10.2f} {type(account).__name__}")
        for kind, amount in account.history:
            print(f"   {kind.value:<10}{amount:>8.2f}")
    print(today, today.strftime("%A %d %B %Y"), datetime(2024, 3, 1, 9, 5).isoformat())


if __name__ == "__main__":
    main()
