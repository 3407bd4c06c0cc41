"""What Pydantic gives every model: its fields as a dict, its text, and changed copies."""

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Address(BaseModel):
    city: str
    zip: str | None = None


class Person(BaseModel):
    name: str
    age: int = 0
    tags: list[str] = []
    home: Address | None = None
    others: list[Address] = []


class Priced(BaseModel):
    title: str
    price: float


@app.post("/dump")
def dump(person: Person):
    return person.model_dump()


@app.post("/changed")
def changed(person: Person):
    data = person.model_dump()
    data["age"] = person.age + 1
    data["extra"] = True
    return data


@app.post("/keys")
def keys(person: Person) -> list[str]:
    return [f"{key}={value}" for key, value in person.model_dump().items() if key in ("name", "age")]


@app.post("/copy")
def copy_of(person: Person) -> Person:
    older = person.model_copy(update={"age": person.age + 1, "name": person.name.upper()})
    same = person.model_copy()
    same.age = 100
    older.tags.append(f"{person.age} {same.age}")
    return older


@app.post("/text")
def text(person: Person):
    return {"text": person.model_dump_json()}


@app.post("/price")
def price(priced: Priced):
    return {"text": priced.model_dump_json()}


#> POST /dump {"name": "ann", "age": 3, "tags": ["a", "b"], "home": {"city": "Rome"}, "others": [{"city": "Oslo", "zip": "0150"}]}
#> POST /dump {"name": "ann"}
#> POST /changed {"name": "ann", "age": 3, "home": {"city": "Rome"}}
#> POST /keys {"name": "ann", "age": 3}
#> POST /copy {"name": "ann", "age": 3}
#> POST /text {"name": "änn", "home": {"city": "Rome", "zip": "1"}}
#> POST /price {"title": "tea", "price": 2}
