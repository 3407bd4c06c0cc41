"""On-call bot with python-telegram-bot."""
import asyncio
import logging
import os
import subprocess
from datetime import time as clock

import requests
from telegram import Update
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters

log = logging.getLogger(__name__)
TOKEN = os.environ.get("TOKEN", "")
TEAM = {"ana": 11, "bo": 12, "cy": 13}
muted = False


def ask_prometheus(query: str) -> float:
    reply = requests.get("http://prometheus:9090/api/v1/query", params={"query": query}, timeout=5)  # ok: request-without-timeout
    return float(reply.json()["data"]["result"][0]["value"][1])


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.message.reply_text("Hello")


async def load(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    value = ask_prometheus("node_load1")  # expect: blocking-chain
    await update.message.reply_text(f"load {value:.2f}")


async def load_aside(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    value = await asyncio.to_thread(ask_prometheus, "node_load1")  # ok: blocking-chain, gil-bound-offload
    await update.message.reply_text(f"load {value:.2f}")


async def restart(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    done = subprocess.run(["kubectl", "rollout", "restart", context.args[0]], capture_output=True)  # expect: blocking-call
    await update.message.reply_text(done.stdout.decode() or "done")


async def page(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    for name, chat in TEAM.items():
        await context.bot.send_message(chat, f"{name}: {update.message.text}")  # expect: sequential-awaits
    context.bot.send_message(chat_id=1, text="all paged")  # expect: unawaited-coroutine


async def later(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    asyncio.get_running_loop().create_task(remind(update))  # expect: lost-task
    context.application.create_task(remind(update))  # ok: lost-task


async def remind(update: Update) -> None:
    await asyncio.sleep(300)
    while muted:  # expect: busy-wait
        await asyncio.sleep(5)
    await update.message.reply_text("still on fire?")


async def morning(context: ContextTypes.DEFAULT_TYPE) -> None:
    notes = open("/etc/motd").read()  # expect: blocking-call
    await context.bot.send_message(TEAM["ana"], notes)


def main() -> None:
    app = Application.builder().token(TOKEN).build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("load", load))
    app.add_handler(CommandHandler("load2", load_aside))
    app.add_handler(CommandHandler("restart", restart))
    app.add_handler(CommandHandler("later", later))
    app.add_handler(MessageHandler(filters.TEXT, page))
    app.job_queue.run_daily(morning, clock(8))
    app.run_polling()  # ok: nested-event-loop


if __name__ == "__main__":
    main()
