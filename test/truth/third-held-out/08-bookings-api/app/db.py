from functools import lru_cache
from typing import Iterator

from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):  # ok: metaclass
    pass


class Booking(Base):
    __tablename__ = "booking"

    id: Mapped[int] = mapped_column(primary_key=True)
    room: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    guest: Mapped[str]


engine = create_engine("postgresql://db/bookings", pool_size=10)  # ok: import-time-work, client-per-call
SessionLocal = sessionmaker(engine)
async_engine = create_async_engine("postgresql+asyncpg://db/bookings")  # ok: import-time-work
AsyncSessionLocal = async_sessionmaker(async_engine)


def get_session() -> Iterator[Session]:
    session = SessionLocal()  # ok: client-per-call
    try:
        yield session
    finally:
        session.close()


async def get_async_session():
    async with AsyncSessionLocal() as session:  # ok: client-per-call
        yield session


@lru_cache(maxsize=1)
def archive_engine():
    return create_engine("postgresql://archive/bookings")  # ok: client-per-call


def tenant_engine(tenant: str):
    return create_engine(f"postgresql://db/{tenant}")  # expect: client-per-call
