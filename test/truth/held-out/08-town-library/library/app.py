import asyncio
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI, HTTPException, UploadFile, WebSocket
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from .db import get_async_db, get_db
from .models import Loan, LoanIn, Member
from .service import LoanService, cover, covers, similar

app = FastAPI()
Db = Annotated[Session, Depends(get_db)]


def get_service(db: Db) -> LoanService:
    return LoanService(db)


@app.get("/members/{number}")
async def member(number: int, db: Db):
    found = db.get(Member, number)  # expect: blocking-call
    if found is None:
        raise HTTPException(404)
    return {"name": found.name}


@app.get("/members/{number}/plain")
def member_plain(number: int, db: Db):  # ok: sync-handler-io
    found = db.get(Member, number)  # ok: blocking-call
    return {"name": found.name if found else None}


@app.post("/members/{number}/loans")
async def lend(number: int, loan: LoanIn, service: LoanService = Depends(get_service)):
    row = service.lend(number, loan)  # expect: blocking-chain
    return {"id": row.id, "fine": service.fine(loan.days)}  # ok: blocking-chain


@app.get("/loans")
async def loans(db: AsyncSession = Depends(get_async_db)):
    rows = await db.scalars(select(Loan))  # ok: blocking-call
    return [row.title for row in rows]


@app.get("/similar")
def similar_titles(service: LoanService = Depends(get_service)):  # ok: sync-handler-io
    return similar(service.all_loans())


@app.get("/similar/now")
async def similar_now(db: AsyncSession = Depends(get_async_db)):
    rows = (await db.scalars(select(Loan))).all()
    return await asyncio.get_event_loop().run_in_executor(None, similar, rows)  # expect: gil-bound-offload


@app.get("/cover/{isbn}")
async def one_cover(isbn: str):
    return {"size": len(cover(isbn))}  # expect: blocking-chain


@app.post("/covers")
async def many_covers(isbns: list[str], later: BackgroundTasks):
    later.add_task(covers, isbns)  # ok: blocking-chain, unawaited-coroutine
    return {"queued": len(isbns)}


@app.post("/scan")
async def scan(file: UploadFile):
    raw = await file.read()  # ok: blocking-call
    total = 0
    for at in range(0, len(raw), 16):  # expect: cpu-in-coroutine, hot-loop
        for byte in raw[at : at + 16]:
            total = (total * 33 + byte) % 65521  # ok: unbounded-int
    return {"checksum": total}


@app.websocket("/desk")
async def desk(ws: WebSocket, db: Db):
    await ws.accept()
    while True:  # ok: busy-wait
        number = int(await ws.receive_text())
        found = db.get(Member, number)  # expect: blocking-call
        await ws.send_json({"name": found.name if found else None})  # ok: sequential-awaits
