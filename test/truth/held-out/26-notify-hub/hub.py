"""Notifications; some findings are silenced, with and without cause."""
# portwright: ignore-file[metaclass]  # expect: unused-suppression
import asyncio
import threading
import time

import httpx
import requests

SMS = "https://sms.example/send"
limits = threading.Lock()


async def send_sms(number: str, text: str) -> bool:
    reply = requests.post(SMS, json={"to": number, "text": text}, timeout=4)  # portwright: ignore[blocking-call]  # ok: blocking-call, unused-suppression
    return reply.ok


async def send_slowly(number: str, text: str) -> bool:
    time.sleep(1)  # portwright: ignore[blocking-call] the carrier asks for it  # ok: blocking-call, unused-suppression
    return await send_sms(number, text)  # portwright: ignore[blocking-chain]  # expect: unused-suppression


async def push(token: str) -> int:
    await asyncio.sleep(0.1)  # portwright: ignore[blocking-call]  # expect: unused-suppression
    async with httpx.AsyncClient() as client:  # portwright: ignore[client-per-call]  # ok: client-per-call, unused-suppression
        reply = await client.post("https://push.example", json={"token": token})
    return reply.status_code


def letter(name: str) -> str:
    return f"Dear {name}"  # portwright: ignore[hot-loop, unbounded-int]  # expect: unused-suppression


def total(values: list[int]) -> int:
    result = 1
    for value in values:  # portwright: ignore  # expect: unused-suppression
        result *= value  # expect: unbounded-int
    return result


def matches(left: list[str], right: list[str]) -> int:
    count = 0
    for a in left:  # portwright: ignore[hot-loop] small lists  # ok: hot-loop, unused-suppression
        for b in right:
            for x, y in zip(a, b):
                count += x == y
    return count


async def locked(number: str) -> None:
    with limits:  # noqa: ASYNC  # expect: lock-in-coroutine
        await send_sms(number, "hello")


async def sleepy() -> None:
    time.sleep(3)  # noqa: ASYNC251  # ok: blocking-call


async def downloads() -> bytes:
    return requests.get("https://files.example/a", timeout=3).content  # noqa: ASYNC210  # ok: blocking-call


async def fire(numbers: list[str]) -> None:
    for number in numbers:
        asyncio.create_task(push(number))  # portwright: ignore[lost-task]  # ok: lost-task, unused-suppression
        await send_sms(number, "x")  # portwright: ignore[lost-task]  # expect: unused-suppression  # ok: sequential-awaits


def plain() -> int:
    return 1 << 20  # portwright: ignore[unbounded-int]  # expect: unused-suppression


if __name__ == "__main__":
    asyncio.run(fire(["1", "2"]))
