"""A counter service whose application is made by a function, as `uvicorn module:app` finds it."""

from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException
from pydantic import BaseModel

router = APIRouter(prefix="/counters", tags=["counters"])


class Counter(BaseModel):
    name: str
    value: int = 0


class Store:
    def __init__(self) -> None:
        self.counters: dict[str, Counter] = {}

    def get(self, name: str) -> Counter:
        if name not in self.counters:
            raise HTTPException(status_code=404, detail=f"no counter {name}")
        return self.counters[name]


store = Store()


def get_store() -> Store:
    return store


@router.post("", status_code=201)
def create(counter: Counter, store: Store = Depends(get_store)) -> Counter:
    if counter.name in store.counters:
        raise HTTPException(status_code=409, detail="exists")
    store.counters[counter.name] = counter
    return counter


@router.post("/{name}/up")
def up(name: str, by: int = 1, store: Store = Depends(get_store)) -> Counter:
    counter = store.get(name)
    counter.value += by
    return counter


def create_app(title: str = "Counters") -> FastAPI:
    app = FastAPI(title=title)
    app.include_router(router, prefix="/api")

    @app.get("/ping")
    async def ping(x_name: str | None = Header(default=None)):
        return {"service": title, "hello": x_name or "you"}

    return app


app = create_app()


#> GET /ping
#> GET /ping x-name=me
#> POST /api/counters {"name": "a"}
#> POST /api/counters {"name": "a", "value": 2}
#> POST /api/counters {"value": 2}
#> POST /api/counters/a/up
#> POST /api/counters/a/up?by=5
#> POST /api/counters/a/up?by=x
#> POST /api/counters/b/up
#> GET /counters
