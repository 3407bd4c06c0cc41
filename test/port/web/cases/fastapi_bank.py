"""Accounts: classes of the program's own behind the routes."""

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

app = FastAPI(title="Bank")


class InsufficientFunds(Exception):
    def __init__(self, missing: int):
        super().__init__(f"{missing} missing")
        self.missing = missing


class Account:
    def __init__(self, owner: str) -> None:
        self.owner = owner
        self.balance = 0
        self.history: list[int] = []

    def deposit(self, amount: int) -> None:
        self.balance += amount
        self.history.append(amount)

    def withdraw(self, amount: int) -> None:
        if amount > self.balance:
            raise InsufficientFunds(amount - self.balance)
        self.balance -= amount
        self.history.append(-amount)


class NewAccount(BaseModel):
    owner: str = Field(min_length=1)


class Amount(BaseModel):
    amount: int = Field(gt=0)


class Transfer(Amount):
    source: int
    target: int


accounts: dict[int, Account] = {}


def find(account_id: int) -> Account:
    account = accounts.get(account_id)
    if account is None:
        raise HTTPException(404, f"no account {account_id}")
    return account


@app.post("/accounts", status_code=201)
def open_account(body: NewAccount):
    account_id = len(accounts) + 1
    accounts[account_id] = Account(body.owner)
    return {"id": account_id, "owner": body.owner}


@app.post("/accounts/{account_id}/deposits")
def deposit(account_id: int, body: Amount):
    account = find(account_id)
    account.deposit(body.amount)
    return {"balance": account.balance}


@app.post("/transfers")
def transfer(body: Transfer):
    source = find(body.source)
    target = find(body.target)
    try:
        source.withdraw(body.amount)
    except InsufficientFunds as error:
        raise HTTPException(409, detail={"error": str(error), "missing": error.missing})
    target.deposit(body.amount)
    return {"source": source.balance, "target": target.balance}


@app.get("/accounts/{account_id}")
def show(account_id: int):
    account = find(account_id)
    return {"owner": account.owner, "balance": account.balance, "history": account.history}


@app.get("/total")
def total():
    return sum(account.balance for account in accounts.values())


#> POST /accounts {"owner": "ann"}
#> POST /accounts {"owner": "bob"}
#> POST /accounts {"owner": ""}
#> POST /accounts/1/deposits {"amount": 100}
#> POST /accounts/1/deposits {"amount": -5}
#> POST /accounts/9/deposits {"amount": 5}
#> POST /transfers {"amount": 30, "source": 1, "target": 2}
#> POST /transfers {"amount": 300, "source": 1, "target": 2}
#> POST /transfers {"amount": 3, "source": 1, "target": 7}
#> POST /transfers {"source": 1}
#> GET /accounts/1
#> GET /accounts/2
#> GET /total
