from __future__ import annotations

import asyncio
from functools import partial

from aiogram import Bot, F, Router
from aiogram.filters import Command, CommandStart
from aiogram.types import FSInputFile, Message

from .geo import round_trip
from .services import Services, describe

router = Router()
routes: dict[int, list] = {}


@router.message(CommandStart())
async def start(message: Message) -> None:
    await message.answer("Send me the addresses of your round, one a line.")


@router.message(Command("where"))
async def where(message: Message, services: Services) -> None:
    point = services.geo.locate(message.text.removeprefix("/where "))  # expect: blocking-chain
    await message.answer(describe(point))  # ok: blocking-chain


@router.message(Command("zone"))
async def zone(message: Message, services: Services) -> None:
    find = partial(services.geo.locate, message.text)
    point = await asyncio.get_running_loop().run_in_executor(None, find)  # ok: blocking-chain, gil-bound-offload
    await message.answer(services.geo.zone(point))  # ok: blocking-chain


@router.message(Command("soon"))
async def soon(message: Message, services: Services) -> None:
    find = partial(services.geo.locate, message.text)
    await message.answer(describe(find()))  # expect: blocking-chain


@router.message(F.text.contains("\n"))
async def plan(message: Message, services: Services) -> None:
    stops = []
    for line in message.text.splitlines():
        stops.append(await asyncio.to_thread(services.geo.locate, line))  # expect: sequential-awaits
    order = round_trip(stops)  # expect: cpu-in-coroutine
    routes[message.chat.id] = [stops[place] for place in order]
    await message.answer(" → ".join(str(place) for place in order))


@router.message(Command("again"))
async def again(message: Message) -> None:
    stops = routes[message.chat.id]
    order = await asyncio.to_thread(lambda: round_trip(stops))  # expect: gil-bound-offload
    await message.answer(str(order))


@router.message(Command("receipt"))
async def receipt(message: Message) -> None:
    name = f"/srv/receipts/{message.chat.id}.pdf"
    await message.answer_document(FSInputFile(name))  # ok: blocking-call


@router.message(Command("dropped"))
async def dropped(message: Message, services: Services) -> None:
    for action in services.after_drop:
        action(message.text)
    await services.quick.delete(f"throttle:{message.from_user.id}")


async def broadcast(bot: Bot, chats: list[int], text: str) -> None:
    async with asyncio.TaskGroup() as group:
        for chat in chats:
            group.create_task(bot.send_message(chat, text))  # ok: lost-task, sequential-awaits


async def broadcast_in_order(bot: Bot, chat: int, parts: list[str]) -> None:
    last = None
    for part in parts:
        last = await bot.send_message(chat, part, reply_to_message_id=last and last.message_id)  # ok: sequential-awaits
