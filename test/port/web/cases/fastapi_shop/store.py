"""What is in the shop."""

from . import config
from .models import Item, ItemOut, User

items: dict[int, Item] = {}
users: dict[str, User] = {}


class StoreFull(Exception):
    """There is no room for more."""

    def __init__(self, limit: int):
        super().__init__(f"no room for more than {limit}")
        self.limit = limit


def add(item: Item) -> ItemOut:
    if len(items) >= config.LIMIT:
        raise StoreFull(config.LIMIT)
    key = len(items) + 1
    items[key] = item
    return ItemOut(id=key, name=item.name, price=item.price)
