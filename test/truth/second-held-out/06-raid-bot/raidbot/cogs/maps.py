"""Draws the raid map: every cell lit by every torch."""
from __future__ import annotations

import asyncio
import io
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import discord
from discord.ext import commands

from .base import RaidCog

Torch = tuple[int, int, int]


def light(width: int, height: int, torches: list[Torch]) -> bytes:
    cells = bytearray(width * height)
    for y in range(height):  # expect: hot-loop
        for x in range(width):
            glow = 0.0
            for torch_x, torch_y, power in torches:
                glow += power / (1 + (x - torch_x) ** 2 + (y - torch_y) ** 2)
            cells[y * width + x] = min(255, int(glow))
    return bytes(cells)


def legend(torches: list[Torch]) -> str:
    return ", ".join(f"{x}/{y}" for x, y, _ in torches)


class Maps(RaidCog):
    def __init__(self, bot) -> None:
        super().__init__(bot)
        self.threads = ThreadPoolExecutor(2)
        self.processes = ProcessPoolExecutor(2)
        self.torches: list[Torch] = []

    @commands.command()
    async def map(self, ctx: commands.Context, width: int = 800, height: int = 600) -> None:
        picture = light(width, height, self.torches)  # expect: cpu-in-coroutine
        await ctx.send(legend(self.torches), file=discord.File(io.BytesIO(picture), "map.pgm"))

    @commands.command()
    async def map_later(self, ctx: commands.Context, width: int = 800, height: int = 600) -> None:
        loop = asyncio.get_running_loop()
        picture = await loop.run_in_executor(self.threads, light, width, height, self.torches)  # expect: gil-bound-pool
        await ctx.send(file=discord.File(io.BytesIO(picture), "map.pgm"))

    @commands.command()
    async def map_aside(self, ctx: commands.Context, width: int = 800, height: int = 600) -> None:
        loop = asyncio.get_running_loop()
        picture = await loop.run_in_executor(self.processes, light, width, height, self.torches)  # expect: process-pool-tax  # ok: gil-bound-offload
        await ctx.send(file=discord.File(io.BytesIO(picture), "map.pgm"))

    @commands.command()
    async def torch(self, ctx: commands.Context, x: int, y: int, power: int = 900) -> None:
        self.torches.append((x, y, power))  # ok: shared-state-race
        await ctx.message.add_reaction("\N{FIRE}")
