from __future__ import annotations

import asyncio
import time

import aiohttp
import requests
from discord.ext import commands, tasks

from .base import RaidCog


class Raids(RaidCog):
    def __init__(self, bot) -> None:
        super().__init__(bot)
        self.last = 0.0
        self.pending: dict[str, list[int]] = {}
        self.remind.start()  # ok: unawaited-coroutine, lost-task

    @commands.command()
    async def join(self, ctx: commands.Context, raid: str, role: str) -> None:
        if not self.store.sign_up(raid, ctx.author.id, role):  # expect: blocking-chain
            self.refuse(ctx, "no such role")  # expect: unawaited-coroutine
            return
        ctx.message.add_reaction("\N{WHITE HEAVY CHECK MARK}")  # expect: unawaited-coroutine
        self.pending.setdefault(raid, []).append(ctx.author.id)

    @commands.command()
    async def roster(self, ctx: commands.Context, raid: str) -> None:
        rows = await asyncio.to_thread(self.store.roster, raid)  # ok: blocking-chain, gil-bound-offload
        lines = [f"{member}: {role}" for member, role in rows]  # ok: cpu-in-coroutine
        await ctx.send("\n".join(lines) or "nobody")

    @commands.command()
    async def where(self, ctx: commands.Context) -> None:
        await ctx.send(self.store.guild_name(ctx.guild.id))  # ok: blocking-chain

    @commands.command()
    async def realm(self, ctx: commands.Context, name: str) -> None:
        async with aiohttp.ClientSession() as session:  # expect: client-per-call
            async with session.get(f"https://realms.example/{name}") as reply:
                await ctx.send(await reply.text())

    @commands.command()
    async def logs(self, ctx: commands.Context, code: str) -> None:
        reply = requests.get(f"https://logs.example/{code}", timeout=10)  # expect: blocking-call
        await ctx.send(reply.json()["title"])

    @tasks.loop(minutes=5)
    async def remind(self) -> None:
        waiting = time.monotonic() - self.last
        if waiting < 1:
            time.sleep(1 - waiting)  # expect: blocking-call
        self.last = time.monotonic()
        for raid, members in self.pending.items():
            for member in members:
                await self.bot.get_user(member).send(f"{raid} starts soon")  # expect: sequential-awaits

    @remind.before_loop
    async def before_remind(self) -> None:
        await self.bot.wait_until_ready()

    @commands.Cog.listener()
    async def on_message(self, message) -> None:
        with self.store.guard:  # expect: lock-in-coroutine
            self.pending.pop(message.content, None)
