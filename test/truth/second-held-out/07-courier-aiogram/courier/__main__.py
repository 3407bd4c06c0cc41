import asyncio
import os

from aiogram import Bot, Dispatcher

from . import handlers
from .middleware import Counting, Throttle
from .services import build


async def main() -> None:
    services = build()  # ok: blocking-chain
    bot = Bot(os.environ["BOT_TOKEN"])
    dispatcher = Dispatcher()
    dispatcher.include_router(handlers.router)
    dispatcher.message.middleware(Counting(services))
    dispatcher.message.middleware(Throttle(services))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())  # ok: nested-event-loop
