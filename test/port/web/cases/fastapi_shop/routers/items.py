"""Items."""

from fastapi import APIRouter, Depends, HTTPException

from .. import store
from ..deps import current_user
from ..models import Item, ItemOut, User

router = APIRouter(tags=["items"])


def total(keys: list[int]) -> float:
    return sum(store.items[key].price for key in keys)


@router.get("/")
def list_all() -> list[ItemOut]:
    return [ItemOut(id=key, name=item.name, price=item.price) for key, item in store.items.items()]


@router.post("/", status_code=201)
def create(item: Item, user: User = Depends(current_user)) -> ItemOut:
    return store.add(item)


@router.post("/{item_id}/order")
def order(item_id: int, user: User = Depends(current_user)):
    if item_id not in store.items:
        raise HTTPException(404, "no such item")
    user.orders.append(item_id)
    return {"user": user.name, "total": total(user.orders)}
