import asyncio
import os
import subprocess
import urllib.request

import discord
from discord.ext import commands, tasks

from .planner import best_split, seat_labels
from .storage import MemoryStore, RosterStore

intents = discord.Intents.default()
client = commands.Bot(command_prefix="!", intents=intents)
store = RosterStore(os.environ.get("ROSTER_DB", "roster.db"))  # expect: import-time-work
trial = MemoryStore()


def fetch_banner(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read()


@client.command()
async def join(ctx: commands.Context, raid: int, role: str):
    store.sign_up(raid, ctx.author.id, role)  # expect: blocking-chain
    await ctx.send("See you there.")


@client.command()
async def practise(ctx: commands.Context, raid: int, role: str):
    trial.sign_up(raid, ctx.author.id, role)  # ok: blocking-chain
    await ctx.send(", ".join(seat_labels()))  # ok: cpu-in-coroutine


@client.command()
async def plan(ctx: commands.Context, raid: int, size: int):
    roster = await asyncio.to_thread(store.members, raid)  # ok: blocking-chain, gil-bound-offload
    party = await asyncio.to_thread(best_split, roster, size)  # expect: gil-bound-offload
    await ctx.send(", ".join(str(member) for member, _ in party))


@client.command()
async def quickplan(ctx: commands.Context, raid: int):
    party = best_split(trial.members(raid), 5)  # expect: cpu-in-coroutine
    await ctx.send(str(len(party)))


@client.command()
async def banner(ctx: commands.Context, url: str):
    data = fetch_banner(url)  # expect: blocking-chain
    await ctx.guild.edit(banner=data)


@client.command()
async def version(ctx: commands.Context):
    done = subprocess.run(["git", "describe"], capture_output=True, text=True)  # expect: blocking-call
    process = await asyncio.create_subprocess_exec("git", "status")  # ok: blocking-call
    await process.wait()  # ok: blocking-call
    await ctx.send(done.stdout)


@client.command()
async def remind(ctx: commands.Context, raid: int):
    members = await asyncio.to_thread(store.members, raid)
    for member, _ in members:
        user = await client.fetch_user(member)  # expect: sequential-awaits
        await user.send("Tonight at eight.")


@tasks.loop(minutes=5)
async def presence():
    await client.change_presence(activity=discord.Game("raid"))


@client.event
async def on_ready():
    presence.start()  # ok: unawaited-coroutine, lost-task
    client.change_presence(status=discord.Status.idle)  # expect: unawaited-coroutine
    client.loop.create_task(client.wait_until_ready())  # expect: lost-task


def main() -> None:
    client.run(os.environ["DISCORD_TOKEN"])  # ok: nested-event-loop


if __name__ == "__main__":
    main()
