"""What models check, and how they say it."""

from enum import Enum
from typing import Literal, Optional

from fastapi import FastAPI
from pydantic import BaseModel, Field, field_validator, model_validator

app = FastAPI()


class Role(Enum):
    ADMIN = "admin"
    USER = "user"


class Address(BaseModel):
    street: str
    zip_code: str = Field(pattern=r"^\d{5}$")


class Account(BaseModel):
    name: str = Field(min_length=2, max_length=8)
    role: Role = Role.USER
    level: int = Field(1, ge=1, le=5)
    score: float = Field(0.0, ge=0, lt=10)
    active: bool = True
    plan: Literal["free", "paid"] = "free"
    tags: list[str] = Field(default_factory=list, max_length=2)
    address: Optional[Address] = None
    limits: dict[str, int] = {}
    password: str = "secret"
    repeated: str = "secret"

    @field_validator("name")
    @classmethod
    def name_is_lower(cls, value: str) -> str:
        if value != value.lower():
            raise ValueError("name must be in lower case")
        return value.strip()

    @model_validator(mode="after")
    def passwords_match(self):
        if self.password != self.repeated:
            raise ValueError("passwords differ")
        return self


@app.post("/accounts")
def create(account: Account) -> Account:
    return account


@app.post("/roles")
def role_of(account: Account):
    return {"name": account.name, "admin": account.role == Role.ADMIN, "role": account.role.value}


#> POST /accounts {"name": "ann"}
#> POST /accounts {"name": " bo ", "role": "admin", "level": "3", "score": 9.5, "active": "off", "plan": "paid", "tags": ["a"], "address": {"street": "x", "zip_code": "12345"}, "limits": {"a": 1}}
#> POST /accounts {"name": "a", "role": "root", "level": 9, "score": 10, "active": "maybe", "plan": "gold", "tags": ["a", "b", "c"], "address": {"street": 1, "zip_code": "1"}, "limits": {"a": "x"}}
#> POST /accounts {"name": "abcdefghi", "role": 1, "level": 1.5, "score": "high", "active": 2, "plan": 1, "tags": {}, "address": "home", "limits": []}
#> POST /accounts {"name": 1, "level": null, "score": null, "active": null, "address": {}, "tags": [null]}
#> POST /accounts {"name": "Ann"}
#> POST /accounts {"name": "ann", "password": "a"}
#> POST /accounts {"name": "ANN", "password": "a"}
#> POST /accounts {"name": "ann", "address": null, "unknown": 1}
#> POST /accounts {"name": "ann", "level": 2.0, "score": 3, "active": 0}
#> POST /accounts {"name": "été"}
#> POST /roles {"name": "ann", "role": "admin"}
#> POST /roles {"name": "ann"}
