import threading


class InsufficientFunds(Exception):
    def __init__(self, account: str, needed: int, available: int) -> None:
        super().__init__(f"{account} needs {needed}, has {available}")
        self.account = account
        self.needed = needed
        self.available = available


class Account:
    def __init__(self, name: str, balance: int) -> None:
        self.name = name
        self.balance = balance
        self.lock = threading.Lock()
        self.history: list[int] = []

    def deposit(self, amount: int) -> None:
        with self.lock:
            self.balance += amount
            self.history.append(amount)

    def withdraw(self, amount: int) -> None:
        with self.lock:
            if amount > self.balance:
                raise InsufficientFunds(self.name, amount, self.balance)
            self.balance -= amount
            self.history.append(-amount)


class Bank:
    def __init__(self) -> None:
        self.accounts: dict[str, Account] = {}
        self.failures: list[str] = []

    def open(self, name: str, balance: int = 0) -> Account:
        account = Account(name, balance)
        self.accounts[name] = account
        return account

    def transfer(self, source: str, target: str, amount: int) -> bool:
        try:
            self.accounts[source].withdraw(amount)
        except InsufficientFunds as error:
            self.failures.append(str(error))
            return False
        self.accounts[target].deposit(amount)
        return True

    def total(self) -> int:
        return sum(account.balance for account in self.accounts.values())


def run(bank: Bank, moves: list[tuple[str, str, int]]) -> None:
    for source, target, amount in moves:
        bank.transfer(source, target, amount)


def main() -> None:
    bank = Bank()
    for name in ("ada", "bob", "cy"):
        bank.open(name, 1000)
    names = ["ada", "bob", "cy"]
    threads = []
    for worker in range(6):
        moves = [(names[(worker + i) % 3], names[(worker + i + 1) % 3], 1 + i % 5) for i in range(60)]
        threads.append(threading.Thread(target=run, args=(bank, moves)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(bank.total(), bank.failures)
    print(bank.transfer("ada", "bob", 10_000), bank.failures[-1].startswith("ada needs 10000"))
    print({name: len(account.history) for name, account in bank.accounts.items()})


if __name__ == "__main__":
    main()
