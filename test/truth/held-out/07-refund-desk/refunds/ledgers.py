import threading

from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from .ports import Ledger, Refund


class Base(DeclarativeBase):  # ok: metaclass
    pass


class RefundRow(Base):
    __tablename__ = "refund"
    id: Mapped[int] = mapped_column(primary_key=True)
    order: Mapped[str]
    amount: Mapped[str]


engine = create_engine("postgresql+psycopg://db/refunds", connect_args={"connect_timeout": 3, "options": "-c statement_timeout=4000"})
Sessions = sessionmaker(engine)


class SqlLedger(Ledger):
    def book(self, refund: Refund) -> int:
        with Sessions() as db:  # ok: client-per-call
            row = RefundRow(order=refund.order, amount=str(refund.amount))
            db.add(row)
            db.commit()
            return row.id

    def open_refunds(self) -> list[Refund]:
        with Session(engine) as db:
            return [Refund(row.order, row.amount) for row in db.scalars(select(RefundRow))]  # ok: io-in-loop


class MemoryLedger(Ledger):
    def __init__(self):
        self._rows: list[Refund] = []
        self._lock = threading.Lock()

    def book(self, refund: Refund) -> int:
        with self._lock:
            self._rows.append(refund)
            return len(self._rows)

    def open_refunds(self) -> list[Refund]:
        return list(self._rows)


def book_each(refunds: list[Refund]) -> None:
    for refund in refunds:
        with Session(engine) as db:
            db.merge(RefundRow(order=refund.order, amount=str(refund.amount)))  # expect: io-in-loop
            db.commit()


def book_together(refunds: list[Refund]) -> None:
    with Session(engine) as db:
        for refund in refunds:
            db.add(RefundRow(order=refund.order, amount=str(refund.amount)))  # ok: io-in-loop
        db.commit()  # ok: io-in-loop
