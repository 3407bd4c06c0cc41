from __future__ import annotations

from decimal import Decimal

from .extensions import db


class Invoice(db.Model):  # ok: metaclass
    id = db.Column(db.Integer, primary_key=True)
    customer = db.Column(db.String(40), nullable=False)
    net = db.Column(db.Numeric(10, 2), nullable=False)
    paid = db.Column(db.Boolean, default=False)

    @property
    def gross(self) -> Decimal:
        return self.net * Decimal("1.19")

    @classmethod
    def open_of(cls, customer: str) -> list[Invoice]:
        return db.session.execute(db.select(cls).filter_by(customer=customer, paid=False)).scalars().all()
