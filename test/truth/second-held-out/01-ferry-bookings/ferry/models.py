from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from .db import Base


class Sailing(Base):
    __tablename__ = "sailing"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    route: Mapped[str]
    lanes: Mapped[int]
    sold: Mapped[int] = mapped_column(default=0)

    @property
    def free(self) -> int:
        return self.lanes - self.sold

    def summary(self) -> dict:
        return {"id": self.id, "route": self.route, "free": self.free}


class Booking(Base):
    __tablename__ = "booking"

    reference: Mapped[str] = mapped_column(primary_key=True)
    sailing_id: Mapped[int] = mapped_column(ForeignKey("sailing.id"))
    metres: Mapped[float]
    email: Mapped[str]
