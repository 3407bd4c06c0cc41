from __future__ import annotations

import asyncio
import logging
import os
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal

import grpc
from psycopg_pool import AsyncConnectionPool, ConnectionPool

from . import ledger_pb2, ledger_pb2_grpc
from .accounts import Accounts, AsyncAccounts, MemoryAccounts, SqlAccounts
from .audit import checksum, leading, reconcile

log = logging.getLogger(__name__)


class LedgerServicer(ledger_pb2_grpc.LedgerServicer):
    def __init__(self, accounts: Accounts, sql: SqlAccounts, later: AsyncAccounts) -> None:
        self.accounts = accounts
        self.sql = sql
        self.later = later
        self.workers = ProcessPoolExecutor(1)
        self.watchers: set[asyncio.Task] = set()

    async def Balance(self, request, context):
        total = self.accounts.balance(request.account)  # expect: blocking-chain
        return ledger_pb2.Amount(value=str(total), check=checksum(request.account))  # ok: cpu-in-coroutine

    async def BalanceLater(self, request, context):
        total = await self.later.balance(request.account)  # ok: blocking-chain
        return ledger_pb2.Amount(value=str(total))

    async def Post(self, request, context):
        amount = Decimal(request.amount)
        self.sql.post(request.debit, request.credit, amount)  # expect: blocking-chain
        asyncio.ensure_future(self.audit(request.debit))  # expect: lost-task
        return ledger_pb2.Posted()

    async def PostMany(self, request, context):
        entries = [(entry.account, Decimal(entry.amount)) for entry in request.entries]
        await asyncio.to_thread(self.sql.post_many, entries)  # ok: blocking-chain, gil-bound-offload
        watcher = asyncio.ensure_future(self.audit(entries[0][0]))  # ok: lost-task
        self.watchers.add(watcher)
        watcher.add_done_callback(self.watchers.discard)
        return ledger_pb2.Posted()

    async def Reconcile(self, request, context):
        ours, theirs = list(map(Decimal, request.ours)), list(map(Decimal, request.theirs))
        found = reconcile(ours, theirs)  # expect: cpu-in-coroutine
        return ledger_pb2.Matches(count=len(found))

    async def ReconcileAside(self, request, context):
        ours, theirs = list(map(Decimal, request.ours)), list(map(Decimal, request.theirs))
        job = self.workers.submit(reconcile, ours, theirs)  # expect: process-pool-tax
        found = await asyncio.wrap_future(job)  # ok: blocking-call
        return ledger_pb2.Matches(count=len(found))

    async def ReconcileAndWait(self, request, context):
        ours, theirs = list(map(Decimal, request.ours)), list(map(Decimal, request.theirs))
        job = self.workers.submit(reconcile, ours, theirs)  # expect: process-pool-tax
        found = job.result()  # expect: blocking-call
        return ledger_pb2.Matches(count=len(found))

    async def Describe(self, request, context):
        return ledger_pb2.Text(value=self.accounts.describe())  # ok: blocking-chain

    async def audit(self, account: str) -> None:
        log.info("%s: %s", account, leading([await self.later.balance(account)]))  # ok: cpu-in-coroutine


def accounts_from(kind: str, pool: ConnectionPool) -> Accounts:
    if kind == "memory":
        return MemoryAccounts()
    return SqlAccounts(pool)


async def serve() -> None:
    timeouts = {"connect_timeout": 3, "options": "-c statement_timeout=4000"}
    pool = ConnectionPool(os.environ["LEDGER_DSN"], kwargs=timeouts, open=False)  # ok: client-per-call
    later = AsyncConnectionPool(os.environ["LEDGER_DSN"], kwargs=timeouts, open=False)  # ok: client-per-call
    await later.open()
    server = grpc.aio.server()
    servicer = LedgerServicer(accounts_from(os.environ["LEDGER_KIND"], pool), SqlAccounts(pool), AsyncAccounts(later))  # ok: blocking-chain
    ledger_pb2_grpc.add_LedgerServicer_to_server(servicer, server)
    server.add_insecure_port("[::]:50051")
    await server.start()  # ok: blocking-call
    await server.wait_for_termination()  # ok: blocking-call


if __name__ == "__main__":
    asyncio.run(serve())  # ok: nested-event-loop
