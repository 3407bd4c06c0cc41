"""A middleware, startup, and state that requests share."""

from fastapi import FastAPI, HTTPException, Request

app = FastAPI()
counts: dict[str, int] = {}
log: list[str] = []


@app.on_event("startup")
def fill() -> None:
    counts["start"] = 1


@app.middleware("http")
async def tell_version(request: Request, call_next):
    if request.headers.get("x-forbidden") is not None:
        log.append("refused")
    response = await call_next(request)
    response.headers["X-Version"] = "1.2"
    response.headers["X-Path"] = request.url.path
    return response


@app.post("/count/{name}")
async def count(name: str, by: int = 1):
    counts[name] = counts.get(name, 0) + by
    return {"name": name, "count": counts[name]}


@app.get("/counts")
async def all_counts():
    return counts


@app.get("/top")
def top():
    if not counts:
        raise HTTPException(404, "nothing counted")
    best = max(counts, key=lambda name: counts[name])
    return {"name": best, "count": counts[best], "log": log}


@app.delete("/counts")
def clear():
    number = len(counts)
    counts.clear()
    return {"cleared": number}


#> GET /counts
#> POST /count/a
#> POST /count/b?by=3
#> POST /count/a?by=x
#> POST /count/a x-forbidden=1
#> GET /counts
#> GET /top
#> DELETE /counts
#> GET /top
#> GET /other
