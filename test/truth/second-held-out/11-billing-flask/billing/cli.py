from __future__ import annotations

import smtplib

import click
from flask.cli import with_appcontext

from .extensions import db
from .models import Invoice


def interest(days: int, rate: float) -> float:
    return (1 + rate / 365) ** days  # ok: unbounded-int


@click.command("dun")
@click.option("--rate", default=0.05)
@with_appcontext
def dun(rate: float) -> None:
    """Writes to everyone who owes us."""
    invoices = db.session.execute(db.select(Invoice).filter_by(paid=False)).scalars()
    with smtplib.SMTP("mail.internal") as mail:  # ok: request-without-timeout
        for invoice in invoices:
            amount = float(invoice.gross) * interest(30, rate)
            mail.sendmail("billing@example.org", [invoice.customer], f"{amount:.2f}")  # expect: io-in-loop
