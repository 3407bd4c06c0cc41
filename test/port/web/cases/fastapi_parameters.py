"""Where parameters come from, and what they may be."""

from enum import Enum
from typing import Annotated, Literal

from fastapi import Body, Cookie, FastAPI, Header, Path, Query
from pydantic import BaseModel

app = FastAPI()


class Size(str, Enum):
    small = "small"
    large = "large"


class Point(BaseModel):
    x: int
    y: int = 0


@app.get("/query")
def query(
    name: str,
    age: int = 1,
    ratio: float = 0.5,
    on: bool = False,
    size: Size = Size.small,
    ids: list[int] = Query([]),
    kind: Literal["a", "b"] = "a",
):
    return {"name": name, "age": age, "ratio": ratio, "on": on, "size": size, "ids": ids, "kind": kind}


@app.get("/path/{number}/of/{word}")
def path(number: Annotated[int, Path(ge=1, lt=100)], word: str):
    return {"number": number, "word": word}


@app.get("/files/{file_path:path}")
def files(file_path: str):
    return {"path": file_path}


@app.get("/headers")
def headers(x_token: str = Header(), user_agent: str | None = Header(None), session: str = Cookie("none")):
    return {"token": x_token, "session": session, "agent": user_agent is not None}


@app.post("/two")
def two(first: Point, second: Point, scale: float = Body(1.0)):
    return {"x": first.x + second.x, "y": first.y + second.y, "scale": scale}


@app.post("/points")
def points(body: list[Point]):
    return [{"x": p.x * 2, "y": p.y} for p in body]


@app.post("/names")
def names(body: dict[str, int]) -> dict[str, int]:
    return {name: count + 1 for name, count in body.items()}


#> GET /query
#> GET /query?name=ann
#> GET /query?name=ann&age=7&ratio=2&on=yes&size=large&ids=1&ids=2&kind=b
#> GET /query?name=&age=x&ratio=y&on=z&size=huge&ids=1&ids=q&kind=c
#> GET /query?name=a&on=1&ratio=1e3
#> GET /query?name=a&age=%203%20&on=TRUE
#> GET /path/5/of/x%20y
#> GET /path/0/of/w
#> GET /path/100/of/w
#> GET /path/a/of/w
#> GET /files/a/b.txt
#> GET /headers
#> GET /headers x-token=abc cookie=session%3Ds1
#> POST /two {"first": {"x": 1}, "second": {"x": 2, "y": 3}}
#> POST /two {"first": {"x": 1}, "second": {"x": 2, "y": 3}, "scale": 2}
#> POST /two {"first": {"x": "a"}, "scale": "b"}
#> POST /points [{"x": 1}, {"x": 2, "y": 5}]
#> POST /points [{"x": 1}, {"y": 5}]
#> POST /points {"x": 1}
#> POST /names {"a": 1, "b": 41}
#> POST /names {"a": "1", "b": "x"}
