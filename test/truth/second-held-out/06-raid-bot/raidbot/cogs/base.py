from __future__ import annotations

from typing import TYPE_CHECKING

from discord.ext import commands

if TYPE_CHECKING:
    from ..client import RaidBot
    from ..store import RaidStore


class RaidCog(commands.Cog):  # ok: metaclass
    def __init__(self, bot: RaidBot) -> None:
        self.bot = bot

    @property
    def store(self) -> RaidStore:
        return self.bot.store

    async def refuse(self, ctx: commands.Context, why: str) -> None:
        await ctx.reply(f"No: {why}", delete_after=20)
