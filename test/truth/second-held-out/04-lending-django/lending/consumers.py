from __future__ import annotations

import json

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer, AsyncWebsocketConsumer, JsonWebsocketConsumer

from . import services
from .models import Loan


class DeskConsumer(AsyncJsonWebsocketConsumer):
    async def connect(self):
        await self.channel_layer.group_add("desk", self.channel_name)
        await self.accept()

    async def receive_json(self, content, **kwargs):
        if content["kind"] == "cover":
            url = services.cover_url(content["isbn"])  # expect: blocking-chain
            await self.send_json({"cover": url})
        elif content["kind"] == "lend":
            loan = await self.lend(content["isbn"], content["member"])  # ok: blocking-chain
            await self.send_json({"due": loan.due.isoformat()})
        else:
            self.send_json({"error": "unknown"})  # expect: unawaited-coroutine

    @database_sync_to_async
    def lend(self, isbn, member):
        return services.lend(isbn, member)  # ok: blocking-call, blocking-chain

    async def desk_closed(self, event):
        await self.close()


class StatsConsumer(AsyncWebsocketConsumer):
    async def receive(self, text_data=None, bytes_data=None):
        member = json.loads(text_data)["member"]  # ok: cpu-in-coroutine
        open_loans = Loan.objects.filter(member=member, returned=None).count()  # expect: blocking-call
        await self.send(text_data=json.dumps({"open": open_loans}))


class LegacyConsumer(JsonWebsocketConsumer):
    def receive_json(self, content, **kwargs):
        self.send_json({"open": Loan.objects.filter(member=content["member"]).count()})  # ok: blocking-call, unawaited-coroutine
