"""A shop whose service is a package: routers, models, a store, and what they depend on."""

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from . import config
from .routers import items, users
from .store import StoreFull

app = FastAPI(title=config.NAME)
app.include_router(items.router, prefix="/items")
app.include_router(users.router)


@app.exception_handler(StoreFull)
async def store_full(request: Request, exc: StoreFull):
    return JSONResponse({"error": str(exc), "limit": exc.limit}, status_code=507)


@app.get("/")
def index():
    return {"name": config.NAME, "routers": __name__}


if __name__ == "__main__":
    uvicorn.run("fastapi_shop.main:app", port=8010)
