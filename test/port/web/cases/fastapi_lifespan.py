"""A service with a lifespan and dependencies that clean up after themselves."""

from contextlib import asynccontextmanager
from typing import Iterator

from fastapi import Depends, FastAPI, HTTPException

stock: dict[str, int] = {}
log: list[str] = []


async def load() -> int:
    return 3


@asynccontextmanager
async def lifespan(app: FastAPI):
    """Fills the stock."""
    count = await load()
    for i in range(count):
        stock[f"item{i}"] = i * 10
    yield
    stock.clear()
    log.append(f"closed {count}")


app = FastAPI(lifespan=lifespan)


class Session:
    def __init__(self, name: str) -> None:
        self.name = name
        self.changes: list[str] = []

    def take(self, item: str, count: int) -> int:
        if item not in stock:
            raise HTTPException(status_code=404, detail=f"no {item}")
        if stock[item] < count:
            raise ValueError("too few")
        stock[item] -= count
        self.changes.append(f"{item}-{count}")
        return stock[item]


def get_session(user: str = "guest") -> Iterator[Session]:
    session = Session(user)
    log.append(f"open {user}")
    try:
        yield session
        log.append(f"commit {len(session.changes)}")
    except ValueError as error:
        log.append(f"rollback {error}")
        raise HTTPException(status_code=409, detail=str(error)) from error
    finally:
        log.append("close")


#> GET /stock
@app.get("/stock")
def show() -> dict[str, int]:
    return stock


#> POST /take/item2?count=5
#> POST /take/item2?count=100&user=ann
#> POST /take/nothing
#> POST /take/item1
#> GET /stock
@app.post("/take/{item}")
def take(item: str, count: int = 1, session: Session = Depends(get_session)) -> dict[str, int]:
    return {"left": session.take(item, count)}


#> GET /log
@app.get("/log")
def entries() -> list[str]:
    return log
