import threading
import time
from multiprocessing.pool import ThreadPool

from . import state
from .workers import Blinker, Stepper, arrivals, departures, jobs, simulate


def wait_for(steppers):
    while any(one.is_alive() for one in steppers):  # expect: busy-wait
        time.sleep(0.01)


def wait_politely(steppers):
    for one in steppers:
        one.join()


def density_table(densities):
    with ThreadPool() as pool:
        return pool.map(lambda cars: simulate(cars, 10_000), densities)  # expect: gil-bound-pool


def main():
    city = state.City()
    junctions = [state.Junction("north"), state.Junction("south")]
    for junction in junctions:
        for work in (arrivals, departures):
            threading.Thread(target=work, args=(junction, city), daemon=True).start()  # ok: gil-bound-thread, thread-per-item
    runner = threading.Thread(target=simulate, args=(300, 100_000), name="runner")  # expect: gil-bound-thread
    runner.start()
    steppers = [Stepper(100, 50_000), Stepper(200, 50_000)]  # expect: gil-bound-thread
    for one in steppers:
        one.start()
    blinker = Blinker("green")  # ok: gil-bound-thread
    blinker.start()
    for _ in range(100):
        jobs.put("car")
    jobs.join()  # ok: blocking-call, busy-wait
    wait_for(steppers)
    blinker.stop()
    state.running = False  # expect: monkey-patch


if __name__ == "__main__":
    main()
