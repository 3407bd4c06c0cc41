"""A small bank, with accounts, a history and errors of its own."""

from __future__ import annotations


class InsufficientFunds(Exception):
    def __init__(self, needed: float, available: float):
        super().__init__(f"need {needed:.2f}, have {available:.2f}")
        self.needed = needed
        self.available = available


class Account:
    # Interest for a year.
    RATE = 0.05
    opened = 0

    def __init__(self, owner: str, balance: float = 0.0):
        self.owner = owner
        self._balance = balance
        self.history: list[tuple[str, float]] = []
        Account.opened += 1

    @property
    def balance(self) -> float:
        return self._balance

    @balance.setter
    def balance(self, value: float) -> None:
        if value < 0:
            raise ValueError("negative balance")
        self._balance = value

    def deposit(self, amount: float) -> None:
        """Puts money in."""
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount: float) -> None:
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self.balance -= amount  # never below zero
        self.history.append(("withdraw", amount))


class Savings(Account):
    def add_interest(self) -> float:
        interest = self.balance * self.RATE
        self.deposit(interest)
        return interest


class Bank:
    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}

    def open(self, account: Account) -> Account:
        self.accounts[account.owner] = account
        return account

    def transfer(self, source: str, target: str, amount: float) -> bool:
        try:
            self.accounts[source].withdraw(amount)
        except InsufficientFunds as error:
            print(f"{source}: {error} (short by {error.needed - error.available})")
            return False
        except KeyError as error:
            print("no account", error)
            return False
        self.accounts[target].deposit(amount)
        return True


def main() -> None:
    bank = Bank()
    bank.open(Account("ann", 100.0))
    savings = bank.open(Savings("bob"))
    print(bank.transfer("ann", "bob", 30.5), bank.transfer("ann", "bob", 500.0), bank.transfer("zoe", "bob", 1.0))
    for owner, account in bank.accounts.items():
        print(f"{owner:<5}{account.balance:>10.2f} {account.history}")
    if isinstance(savings, Savings):
        print(round(savings.add_interest(), 3), savings.balance)
    try:
        savings.balance = -1
    except ValueError as error:
        print(error)
    print(Account.opened)


if __name__ == "__main__":
    main()
