"""The older bot: telebot and slack in threads."""
import threading
import time

import requests
import telebot
from slack_sdk import WebClient

bot = telebot.TeleBot("token")
slack = WebClient("xoxb", timeout=10)
HOOK = "https://hooks.example/alert"
alive = True
sent = 0
sent_lock = threading.Lock()
errors = {}


@bot.message_handler(commands=["status"])
def status(message):
    reply = requests.get("http://status.internal/")  # expect: request-without-timeout
    bot.reply_to(message, reply.text)


def forward(text):
    global sent
    for attempt in range(3):
        if requests.post(HOOK, json={"text": text}, timeout=5).ok:  # ok: io-in-loop
            break
        time.sleep(1)
    sent += 1  # expect: shared-state-race


def forward_counted(text):
    global sent
    slack.chat_postMessage(channel="#ops", text=text)
    with sent_lock:
        sent += 1  # ok: shared-state-race


def fan_out(lines):
    for line in lines:
        threading.Thread(target=forward, args=(line,)).start()  # expect: thread-per-item


def fan_out_pairs(lines):
    workers = [threading.Thread(target=forward_counted, args=(line,)) for line in lines]  # expect: thread-per-item
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def heartbeat():
    while alive:  # expect: busy-wait
        time.sleep(5)


def two_workers():
    for _ in range(2):
        threading.Thread(target=heartbeat, daemon=True).start()  # ok: thread-per-item, gil-bound-thread


def stop():
    global alive
    alive = False


if __name__ == "__main__":
    two_workers()
    bot.infinity_polling()
