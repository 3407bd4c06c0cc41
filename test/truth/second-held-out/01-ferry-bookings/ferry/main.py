from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy import text

from .db import async_engine, engine
from .routes import router


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with async_engine.connect() as connection:  # ok: client-per-call
        await connection.execute(text("select 1"))  # ok: blocking-call
    yield
    await async_engine.dispose()  # ok: blocking-call
    engine.dispose()


app = FastAPI(lifespan=lifespan)
app.include_router(router)
