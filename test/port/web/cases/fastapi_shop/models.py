"""What the shop sells and to whom."""

from pydantic import BaseModel, Field


class Item(BaseModel):
    name: str = Field(min_length=2)
    price: float = Field(gt=0)


class ItemOut(Item):
    id: int


class User(BaseModel):
    name: str
    orders: list[int] = []
