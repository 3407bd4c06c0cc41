"""`try: return CACHE[key]` before the work: it is done once for each key."""

import fastapi
import httpx

app = fastapi.FastAPI()
VIEWS: dict[str, dict[str, str]] = {}


async def view_of(name: str) -> dict[str, str]:
    try:
        return VIEWS[name]
    except KeyError:
        pass
    async with httpx.AsyncClient() as client:
        response = await client.get("https://example.org/views")
        VIEWS[name] = response.json()
        return VIEWS[name]


async def fresh_view() -> dict[str, str]:
    async with httpx.AsyncClient() as client:  # expect: client-per-call
        return (await client.get("https://example.org/views")).json()


@app.get("/views/{name}")
async def show(name: str) -> dict[str, str]:
    return await view_of(name)


@app.get("/fresh")
async def show_fresh() -> dict[str, str]:
    return await fresh_view()
