"""Orchard drones: a trio nursery per flight, images graded aside."""
import queue
import random
import threading
import time
from pathlib import Path

import trio

ready = threading.Event()
tower = threading.Lock()
inbox: queue.Queue = queue.Queue()
landed = False


class Drone:
    def __init__(self, name: str):
        self.name = name
        self.battery = 100
        self.lock = trio.Lock()
        self.airborne = False

    async def climb(self, metres: int) -> None:
        async with self.lock:  # ok: lock-in-coroutine
            for _ in range(metres):
                await trio.sleep(0.1)  # ok: sequential-awaits
            self.airborne = True

    async def wait_airborne(self) -> None:
        while not self.airborne:  # expect: busy-wait
            await trio.sleep(0.05)

    async def claim(self) -> None:
        tower.acquire()  # expect: lock-in-coroutine
        try:
            await self.climb(3)
        finally:
            tower.release()

    def log(self, line: str) -> None:
        with open(f"{self.name}.log", "a") as out:
            out.write(line)


def blur(image: list[list[int]], radius: int) -> list[list[float]]:
    height, width = len(image), len(image[0])
    result = [[0.0] * width for _ in range(height)]
    for y in range(radius, height - radius):  # expect: hot-loop
        for x in range(radius, width - radius):
            total = 0
            for dy in range(-radius, radius + 1):
                for dx in range(-radius, radius + 1):
                    total += image[y + dy][x + dx]
            result[y][x] = total / (2 * radius + 1) ** 2  # ok: unbounded-int
    return result


async def grade(image: list[list[int]]) -> float:
    smooth = await trio.to_thread.run_sync(blur, image, 2)  # expect: gil-bound-offload
    return max(map(max, smooth))


async def grade_inline(image: list[list[int]]) -> float:
    return max(map(max, blur(image, 1)))  # expect: cpu-in-coroutine


async def fly(drone: Drone, task_status=trio.TASK_STATUS_IGNORED) -> None:
    drone.log("start\n")  # expect: blocking-chain
    task_status.started()
    await drone.climb(20)
    drone.battery -= random.randint(1, 5)  # ok: shared-state-race
    time.sleep(0.01)  # expect: blocking-call
    await trio.Path(f"{drone.name}.done").touch()  # ok: blocking-call


async def patrol(drones: list[Drone]) -> None:
    async with trio.open_nursery() as nursery:
        for drone in drones:
            await nursery.start(fly, drone)
            nursery.start_soon(drone.wait_airborne)  # ok: lost-task
        drones[0].climb(1)  # expect: unawaited-coroutine


async def take_orders() -> str:
    ready.wait()  # expect: blocking-call
    order = inbox.get()  # expect: blocking-call
    return order


async def take_orders_well() -> str:
    await trio.to_thread.run_sync(ready.wait, 5)  # ok: blocking-call, gil-bound-offload
    return inbox.get_nowait()  # ok: blocking-call


def ground_crew() -> None:
    while not landed:  # expect: busy-wait
        time.sleep(1)
    Path("landed").touch()


async def main() -> None:
    crew = threading.Thread(target=ground_crew, daemon=True)  # ok: gil-bound-thread, thread-per-item
    crew.start()
    with trio.move_on_after(600):
        await patrol([Drone("ash"), Drone("elm")])
    trio.run(take_orders)  # expect: nested-event-loop


if __name__ == "__main__":
    trio.run(main)  # ok: nested-event-loop
