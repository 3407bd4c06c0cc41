"""Methods that a framework calls know what they are given without annotations."""

import discord
from starlette.endpoints import HTTPEndpoint, WebSocketEndpoint
from starlette.responses import JSONResponse


class Live(WebSocketEndpoint):
    encoding = "json"

    async def on_receive(self, websocket, data):
        websocket.send_json({"ok": True})  # expect: unawaited-coroutine


class Orders(HTTPEndpoint):
    async def post(self, request):
        request.json()  # expect: unawaited-coroutine
        return JSONResponse({})


class Confirm(discord.ui.Modal):
    async def on_submit(self, interaction):
        interaction.response.send_message("done")  # expect: unawaited-coroutine
