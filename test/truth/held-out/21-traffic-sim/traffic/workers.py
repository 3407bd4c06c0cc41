import queue
import random
import threading
import time

from . import state

jobs = queue.Queue()
local = threading.local()


def arrivals(junction: state.Junction, city: state.City):
    while state.running:  # ok: busy-wait
        time.sleep(0.2)
        junction.arrive()
        city.record(junction.name, random.randint(0, 4))
        state.ticks += 1  # expect: shared-state-race, monkey-patch


def departures(junction: state.Junction, city: state.City):
    while True:  # ok: busy-wait
        job = jobs.get()
        if job is None:
            break
        junction.leave()
        city.record_locked(junction.name, 1)
        state.tally[junction.name] += 1  # expect: shared-state-race
        local.count = getattr(local, "count", 0) + 1  # ok: shared-state-race, dynamic-attribute
        jobs.task_done()


def simulate(cars, steps):
    """Nagel-Schreckenberg: the interpreted kernel."""
    cells = [-1] * 1000
    for car in range(cars):
        cells[car * 1000 // cars] = 0
    for _ in range(steps):  # expect: hot-loop
        following = [-1] * 1000
        for at, speed in enumerate(cells):
            if speed >= 0:
                gap = 1
                while gap <= speed and cells[(at + gap) % 1000] < 0:
                    gap += 1
                speed = min(speed + 1, 5, gap)
                following[(at + speed) % 1000] = speed
        cells = following
    return sum(cells)


class Stepper(threading.Thread):
    def __init__(self, cars, steps, daemon=True):
        super().__init__(daemon=daemon)
        self.cars, self.steps = cars, steps
        self.total = 0

    def run(self):
        self.total = simulate(self.cars, self.steps)


class Blinker(threading.Thread):
    def __init__(self, lamp):
        super().__init__()
        self.lamp = lamp
        self.stopped = False

    def run(self):
        while not self.stopped:  # expect: busy-wait
            pass

    def stop(self):
        self.stopped = True
