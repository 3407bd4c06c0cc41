"""What handlers depend on."""

from fastapi import Header, HTTPException

from fastapi_shop.models import User
from fastapi_shop.store import users


def current_user(x_user: str = Header()) -> User:
    if x_user not in users:
        raise HTTPException(status_code=401, detail="unknown user")
    return users[x_user]
