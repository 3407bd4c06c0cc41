"""Users."""

from fastapi import APIRouter, HTTPException

from ..models import User
from ..store import users

router = APIRouter(prefix="/users", tags=["users"])


def total() -> int:
    return len(users)


@router.post("", status_code=201)
def create(user: User) -> User:
    if user.name in users:
        raise HTTPException(409, f"{user.name} exists")
    users[user.name] = user
    return user


@router.get("/count")
def count():
    return {"count": total()}


@router.get("/{name}")
def read(name: str) -> User:
    if name not in users:
        raise HTTPException(404, "no such user")
    return users[name]
