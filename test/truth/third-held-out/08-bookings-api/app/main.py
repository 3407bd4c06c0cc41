import asyncio
import json
import pickle
from contextlib import asynccontextmanager

import httpx
from fastapi import BackgroundTasks, Depends, FastAPI, Request, UploadFile
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from starlette.concurrency import run_in_threadpool

from .clashes import find_clashes, tariff, weekly_grid
from .db import Booking, archive_engine, get_async_session, get_session, tenant_engine

hits = 0
last_seen = ""


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.http = httpx.AsyncClient(timeout=5)  # ok: client-per-call
    yield
    await app.state.http.aclose()


app = FastAPI(lifespan=lifespan)


@app.get("/bookings/{room}")
def list_bookings(room: int, session: Session = Depends(get_session)):  # ok: sync-handler-io
    global hits, last_seen
    hits += 1  # expect: shared-state-race
    last_seen = f"room {room}"  # ok: shared-state-race
    return session.execute(select(Booking).where(Booking.room == room)).scalars().all()  # ok: blocking-call


@app.get("/bookings/{room}/next")
async def next_booking(room: int, session: Session = Depends(get_session)):
    row = session.execute(select(Booking).where(Booking.room == room)).first()  # expect: blocking-call
    return {"next": row}


@app.get("/guests/{name}")
async def guest(name: str, session: AsyncSession = Depends(get_async_session)):
    rows = await session.execute(select(Booking).where(Booking.guest == name))  # ok: blocking-call
    return rows.scalars().all()  # ok: blocking-call


@app.get("/clashes")
async def clashes(session: AsyncSession = Depends(get_async_session)):
    bookings = (await session.execute(select(Booking))).scalars().all()
    return {"clashes": find_clashes(bookings)}  # expect: cpu-in-coroutine


@app.get("/clashes/slow")
async def clashes_offloaded(session: AsyncSession = Depends(get_async_session)):
    bookings = (await session.execute(select(Booking))).scalars().all()
    found = await run_in_threadpool(find_clashes, bookings)  # expect: gil-bound-offload  # ok: cpu-in-coroutine
    return {"clashes": found, "grid": weekly_grid(bookings)}  # ok: cpu-in-coroutine


@app.get("/tariff/{nights}")
async def price(nights: int):
    return {"price": tariff(min(nights, 60))}  # ok: cpu-in-coroutine


@app.post("/restore")
async def restore(upload: UploadFile):
    content = await upload.read()
    state = pickle.loads(content)  # expect: cpu-in-coroutine
    return {"keys": len(state)}


@app.post("/restore/offloaded")
async def restore_offloaded(upload: UploadFile):
    content = await upload.read()
    state = await asyncio.to_thread(pickle.loads, content)  # expect: gil-held-native
    return {"keys": len(state)}


@app.post("/notify/{room}")
async def notify(room: int, request: Request, background: BackgroundTasks):
    async with httpx.AsyncClient() as client:  # expect: client-per-call
        await client.post("https://mail.example/send", json={"room": room})  # ok: request-without-timeout
    background.add_task(write_audit, room)  # ok: blocking-chain
    await request.app.state.http.post("https://hooks.example", content=json.dumps({"room": room}))  # ok: cpu-in-coroutine
    return {"ok": True}


@app.get("/archive/{room}")
def archived(room: int):
    with archive_engine().connect() as connection:  # ok: client-per-call
        return connection.execute(text("select * from booking")).all()


@app.get("/tenants/{tenant}/count")
def tenant_count(tenant: str):
    with tenant_engine(tenant).connect() as connection:
        return connection.execute(text("select count(*) from booking")).scalar()


def write_audit(room: int) -> None:
    with open("audit.log", "a") as stream:
        stream.write(f"{room}\n")
