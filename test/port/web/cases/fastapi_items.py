"""A small shop: models, parameters of every kind, a dependency, errors."""

from fastapi import Depends, FastAPI, HTTPException, Query, status
from pydantic import BaseModel, Field

app = FastAPI()


class Item(BaseModel):
    """Something to sell."""

    name: str = Field(min_length=1, max_length=20)
    price: float = Field(gt=0)
    tags: list[str] = []
    note: str | None = None

    def total(self, count: int) -> float:
        return self.price * count


class StoredItem(Item):
    id: int


class Paging(BaseModel):
    skip: int
    limit: int


ITEMS: dict[int, StoredItem] = {}


def paging(skip: int = 0, limit: int = Query(10, ge=1, le=100)) -> Paging:
    return Paging(skip=skip, limit=limit)


@app.get("/")
def root():
    return {"message": "hello", "items": len(ITEMS)}


@app.post("/items", status_code=status.HTTP_201_CREATED)
def create_item(item: Item) -> StoredItem:
    stored = StoredItem(id=len(ITEMS) + 1, **item.model_dump())
    ITEMS[stored.id] = stored
    return stored


@app.get("/items/{item_id}")
async def read_item(item_id: int, q: str | None = None, count: int = 2):
    if item_id not in ITEMS:
        raise HTTPException(status_code=404, detail="Item not found")
    item = ITEMS[item_id]
    return {"item": item, "total": item.total(count), "q": q}


@app.get("/items")
def list_items(page: Paging = Depends(paging)) -> list[StoredItem]:
    return list(ITEMS.values())[page.skip : page.skip + page.limit]


@app.put("/items/{item_id}")
def replace_item(item_id: int, item: Item) -> StoredItem:
    if item_id not in ITEMS:
        raise HTTPException(404, "Item not found")
    stored = StoredItem(id=item_id, **item.model_dump())
    ITEMS[item_id] = stored
    return stored


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int) -> None:
    if item_id not in ITEMS:
        raise HTTPException(404, "Item not found")
    del ITEMS[item_id]


#> GET /
#> GET /items
#> POST /items {"name": "tea", "price": 2.5, "tags": ["hot", "café"]}
#> POST /items {"name": "cup", "price": "3"}
#> POST /items {"name": "", "price": 0, "tags": ["a", 1]}
#> POST /items {"price": null, "tags": "x", "note": 5}
#> POST /items {}
#> POST /items [1, 2.0, "three"]
#> POST /items
#> POST /items application/json: {"name": "tea",}
#> POST /items application/json: {"name" 1}
#> POST /items application/json: {"name": "te
#> POST /items application/json: [1 2]
#> POST /items text/plain: {"name": "tea", "price": 1}
#> GET /items
#> GET /items?skip=1
#> GET /items?skip=x&limit=0
#> GET /items?limit=101
#> GET /items/1
#> GET /items/1?q=a%20b&count=4
#> GET /items/1?count=1.5
#> GET /items/9
#> GET /items/abc
#> PUT /items/1 {"name": "chai", "price": 1e3, "note": "n"}
#> PUT /items/9 {"name": "chai", "price": 1}
#> PUT /items/x {"name": "chai", "price": -1}
#> DELETE /items/2
#> DELETE /items/2
#> GET /items
#> PATCH /items
#> GET /nothing
#> HEAD /items
