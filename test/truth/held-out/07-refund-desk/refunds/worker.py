"""The consumer: one message is one refund."""
import asyncio
import json
import smtplib
from decimal import Decimal
from email.message import EmailMessage

import aio_pika
from aio_pika.abc import AbstractIncomingMessage

from .ledgers import MemoryLedger, SqlLedger
from .ports import Ledger, Mailer, Refund, Scorer
from .scoring import FlatScorer, PairScorer


class SmtpMailer:
    async def send(self, to: str, text: str) -> None:
        message = EmailMessage()
        message["To"] = to
        message.set_content(text)
        with smtplib.SMTP("mail.internal", timeout=10) as server:  # expect: blocking-call
            server.send_message(message)  # expect: blocking-call


class Desk:
    def __init__(self, ledger: Ledger, mailer: Mailer, scorer: Scorer):
        self.ledger = ledger
        self.mailer = mailer
        self.scorer = scorer

    async def handle(self, message: AbstractIncomingMessage) -> None:
        async with message.process():
            refund = Refund(**json.loads(message.body))  # ok: cpu-in-coroutine
            number = self.ledger.book(refund)  # expect: blocking-chain
            await self.mailer.send(refund.order, f"refund {number}")

    async def handle_aside(self, message: AbstractIncomingMessage) -> None:
        async with message.process():
            refund = Refund(**json.loads(message.body))
            await asyncio.to_thread(self.ledger.book, refund)  # ok: blocking-chain, gil-bound-offload

    async def review(self) -> float:
        history = await asyncio.to_thread(self.ledger.open_refunds)
        return self.scorer.score(Refund("x", Decimal(1)), history)  # expect: cpu-in-coroutine

    async def dry_run(self, refund: Refund) -> int:
        return MemoryLedger().book(refund)  # ok: blocking-chain


async def consume(desk: Desk) -> None:
    connection = await aio_pika.connect_robust("amqp://guest@mq/")  # ok: blocking-call
    async with connection:
        channel = await connection.channel()
        queue = await channel.declare_queue("refunds", durable=True)
        await queue.consume(desk.handle)
        async with queue.iterator() as messages:
            async for message in messages:
                await desk.handle_aside(message)  # ok: sequential-awaits


async def main(cheap: bool = False) -> None:
    desk = Desk(SqlLedger(), SmtpMailer(), FlatScorer() if cheap else PairScorer())
    asyncio.create_task(consume(desk))  # expect: lost-task
    await desk.review()
    await asyncio.Future()


if __name__ == "__main__":
    asyncio.run(main())
