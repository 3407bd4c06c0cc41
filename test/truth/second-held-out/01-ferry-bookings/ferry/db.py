"""Two engines over one database: the old synchronous one, and the asynchronous one that replaces it route by route."""
from collections.abc import AsyncIterator, Iterator

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker

TIMEOUTS = {"connect_timeout": 3, "options": "-c statement_timeout=4000"}

engine = create_engine("postgresql+psycopg://ferry@db/ferry", connect_args=TIMEOUTS, pool_timeout=5)  # ok: import-time-work, client-per-call
SessionLocal = sessionmaker(engine, expire_on_commit=False)  # ok: import-time-work

async_engine = create_async_engine("postgresql+asyncpg://ferry@db/ferry", connect_args={"command_timeout": 4})  # ok: import-time-work
AsyncSessionLocal = async_sessionmaker(async_engine, expire_on_commit=False)


class Base(DeclarativeBase):  # ok: metaclass
    pass


def get_db() -> Iterator[Session]:
    with SessionLocal() as session:  # ok: client-per-call
        yield session


async def get_async_db() -> AsyncIterator[AsyncSession]:
    async with AsyncSessionLocal() as session:  # ok: client-per-call
        yield session
