from __future__ import annotations

import asyncio
import secrets
import smtplib
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, HTTPException, UploadFile
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from . import stowage
from .db import get_async_db, get_db
from .fares import Tariff, metre_price, rounding
from .models import Booking, Sailing

router = APIRouter()
Db = Annotated[AsyncSession, Depends(get_async_db)]


class BookingIn(BaseModel):  # ok: metaclass
    sailing_id: int
    metres: float
    email: str


def current_tariff() -> Tariff:
    return Tariff(Path("/srv/tariffs"), "summer" if 4 < date.today().month < 10 else "winter")


class Desk:
    def __init__(self, db: Annotated[Session, Depends(get_db)]) -> None:
        self.db = db

    def cancel(self, reference: str) -> bool:
        booking = self.db.get(Booking, reference)
        if booking is None:
            return False
        self.db.delete(booking)
        self.db.commit()
        return True

    def new_reference(self) -> str:
        return secrets.token_hex(4).upper()


def send_receipt(email: str, reference: str) -> None:
    message = EmailMessage()
    message["To"], message["Subject"] = email, f"Booking {reference}"
    with smtplib.SMTP("mail.internal", timeout=10) as server:
        server.send_message(message)


@router.get("/sailings/{day}")
async def sailings(day: date, db: Db) -> list[dict]:
    found = await db.execute(select(Sailing).where(Sailing.day == day))  # ok: blocking-call, request-without-timeout
    return [sailing.summary() for sailing in found.scalars()]  # ok: blocking-chain, blocking-call, cpu-in-coroutine


@router.post("/bookings")
async def book(
    form: BookingIn,
    background: BackgroundTasks,
    db: Annotated[Session, Depends(get_db)],
    desk: Annotated[Desk, Depends()],
) -> dict:
    sailing = db.get(Sailing, form.sailing_id)  # expect: blocking-call  # ok: request-without-timeout
    if sailing is None or sailing.free < form.metres:
        raise HTTPException(409)
    booking = Booking(reference=desk.new_reference(), **form.model_dump())  # ok: blocking-chain
    db.add(booking)  # ok: blocking-call
    db.commit()  # expect: blocking-call
    background.add_task(send_receipt, form.email, booking.reference)  # ok: blocking-chain, blocking-call
    return {"reference": booking.reference}


@router.delete("/bookings/{reference}")
async def cancel(reference: str, desk: Annotated[Desk, Depends()]) -> dict:
    return {"cancelled": desk.cancel(reference)}  # expect: blocking-chain


@router.get("/bookings/{reference}")
def show(reference: str, db: Annotated[Session, Depends(get_db)]) -> dict:  # ok: sync-handler-io
    booking = db.get(Booking, reference)  # ok: blocking-call
    if booking is None:
        raise HTTPException(404)
    return {"metres": booking.metres}


@router.get("/quote/{route}/{metres}")
async def quote(route: str, metres: float, tariff: Annotated[Tariff, Depends(current_tariff)]) -> dict:
    if route not in tariff:  # expect: blocking-chain, cpu-in-coroutine
        raise HTTPException(404, tariff.label())  # ok: blocking-chain
    price = metre_price(tariff, route, metres)  # expect: blocking-chain, cpu-in-coroutine
    return {"price": rounding(price), "night": tariff.surcharges["night"]}  # expect: blocking-chain


@router.get("/quote-later/{route}/{metres}")
async def quote_later(route: str, metres: float, tariff: Annotated[Tariff, Depends(current_tariff)]) -> dict:
    return {"price": await asyncio.to_thread(metre_price, tariff, route, metres)}  # ok: blocking-chain, gil-bound-offload


@router.get("/sailings/{sailing_id}/plan")
async def plan(sailing_id: int, db: Db, lanes: int = 6) -> dict:
    rows = await db.scalars(select(Booking.metres).where(Booking.sailing_id == sailing_id))
    lengths = list(rows)  # ok: blocking-call, cpu-in-coroutine
    return {"lanes": stowage.first_fit(lengths, lanes, 80.0)}  # expect: cpu-in-coroutine


@router.get("/sailings/{sailing_id}/balance")
async def balance(sailing_id: int, db: Db, swaps: int = 100) -> dict:
    lengths = (await db.scalars(select(Booking.metres).where(Booking.sailing_id == sailing_id))).all()
    lanes = await run_in_threadpool(stowage.first_fit, lengths, 6, 80.0)  # expect: gil-bound-offload
    moved = await run_in_threadpool(lambda: stowage.balance(lanes, lengths, swaps))  # expect: gil-bound-offload
    return {"moved": moved, "metres": stowage.total(lengths)}  # ok: cpu-in-coroutine


@router.post("/manifests/{sailing_id}")
async def manifest(sailing_id: int, sheet: UploadFile) -> dict:
    target = Path("/srv/manifests") / f"{sailing_id}.pdf"  # ok: blocking-call
    target.write_bytes(await sheet.read())  # expect: blocking-call
    return {"bytes": sheet.size}


@router.get("/counts")
async def counts(days: list[date], db: Db) -> dict:
    totals = {}
    for day in days:
        totals[day] = await db.scalar(select(func.count()).where(Sailing.day == day))  # ok: sequential-awaits
    return totals
