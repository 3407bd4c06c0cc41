from collections.abc import AsyncIterator, Iterator

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session, sessionmaker

OPTIONS = {"connect_timeout": 3, "options": "-c statement_timeout=5000"}
engine = create_engine("postgresql+psycopg://db/library", pool_timeout=3, connect_args=OPTIONS)
async_engine = create_async_engine("postgresql+asyncpg://db/library", connect_args={"timeout": 3, "command_timeout": 5})
LocalSession = sessionmaker(bind=engine)
AsyncLocal = async_sessionmaker(async_engine)


def get_db() -> Iterator[Session]:
    db = LocalSession()
    try:
        yield db
    finally:
        db.close()


async def get_async_db() -> AsyncIterator[AsyncSession]:
    async with AsyncLocal() as db:
        yield db
