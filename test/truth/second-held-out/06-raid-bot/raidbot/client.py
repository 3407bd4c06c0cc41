from __future__ import annotations

import asyncio
import os

import aiohttp
import discord
from discord.ext import commands

from .cogs.maps import Maps
from .cogs.raids import Raids
from .store import RaidStore


class RaidBot(commands.Bot):  # ok: metaclass
    def __init__(self, store: RaidStore) -> None:
        super().__init__(command_prefix="!", intents=discord.Intents.default())
        self.store = store
        self.web: aiohttp.ClientSession | None = None
        self.synced = False
        self.jobs: list[asyncio.Task] = []

    async def setup_hook(self) -> None:
        self.web = aiohttp.ClientSession()  # ok: client-per-call
        await self.add_cog(Raids(self))
        await self.add_cog(Maps(self))
        self.jobs.append(self.loop.create_task(self.announce()))  # ok: lost-task
        self.loop.create_task(self.sync_commands())  # expect: lost-task

    async def sync_commands(self) -> None:
        await self.tree.sync()
        self.synced = True

    async def announce(self) -> None:
        await self.wait_until_ready()
        while not self.synced:  # expect: busy-wait
            await asyncio.sleep(0.5)
        for guild in self.guilds:
            await guild.system_channel.send("The raid desk is open")  # expect: sequential-awaits

    async def on_guild_join(self, guild: discord.Guild) -> None:
        self.store.add_guild(guild.id, guild.name)  # expect: blocking-chain
        with open(f"guilds/{guild.id}.json", "x"):  # expect: blocking-call
            pass

    async def close(self) -> None:
        if self.web is not None:
            await self.web.close()
        await super().close()


def main() -> None:
    bot = RaidBot(RaidStore.open("raids.db"))
    bot.run(os.environ["DISCORD_TOKEN"])  # ok: nested-event-loop, blocking-call
