"""Renders a scene, in bands, in one of three ways."""
import argparse
import random
import threading
import time
from multiprocessing import Pool
from multiprocessing.pool import ThreadPool

from scene import Scene, bounce
from vector import Vec

SAMPLES = 16
EYE = Vec(0.0, 0.0, -4.0)
rows_done = 0


def trace(scene: Scene, origin: Vec, direction: Vec, rng: random.Random, depth: int = 0) -> float:
    if depth > 4:
        return 0.0
    seen = scene.nearest(origin, direction)
    if seen is None:
        return 0.1
    distance, sphere = seen
    place = origin + direction * distance
    return sphere.glow + 0.6 * trace(scene, place, bounce(rng), rng, depth + 1)


def render_band(job: tuple[Scene, int, int, int]) -> list[list[float]]:
    scene, width, top, bottom = job
    rng = random.Random(top)
    rows = []
    for y in range(top, bottom):  # expect: hot-loop
        row = []
        for x in range(width):
            light = 0.0
            for _ in range(SAMPLES):
                ray = Vec(x / width - 0.5, y / width - 0.5, 1.0).unit()
                light += trace(scene, EYE, ray, rng)
            row.append(light / SAMPLES)
        rows.append(row)
    return rows


def bands(scene: Scene, width: int, count: int) -> list[tuple[Scene, int, int, int]]:
    step = width // count
    return [(scene, width, i * step, (i + 1) * step) for i in range(count)]


def render_threads(scene: Scene, width: int, count: int) -> list:
    results: dict[int, list] = {}

    def work(index: int, job) -> None:
        global rows_done
        results[index] = render_band(job)  # ok: shared-state-race
        rows_done += len(results[index])  # expect: shared-state-race  # expect[3.14t]: shared-state-race

    threads = []
    for index, job in enumerate(bands(scene, width, 4)):
        thread = threading.Thread(target=work, args=(index, job))  # expect: gil-bound-thread  # ok: thread-per-item
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return [row for index in sorted(results) for row in results[index]]  # ok: hot-loop


def render_pool(scene: Scene, width: int, count: int) -> list:
    with ThreadPool(count) as pool:
        parts = pool.map(render_band, bands(scene, width, count))  # expect: gil-bound-pool  # ok[3.14t]: gil-bound-pool
    return [row for part in parts for row in part]


def render_processes(scene: Scene, width: int, count: int) -> list:
    with Pool(count) as pool:  # ok: process-pool-tax
        parts = pool.map(render_band, bands(scene, width, count))  # expect: process-pool-tax  # ok: gil-bound-pool
    return [row for part in parts for row in part]


def save(rows: list[list[float]], path: str) -> None:
    peak = max(max(row) for row in rows)
    with open(path, "w") as stream:
        stream.write(f"P2\n{len(rows[0])} {len(rows)}\n255\n")
        for row in rows:
            stream.write(" ".join(str(int(255 * value / peak)) for value in row) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("scene")
    parser.add_argument("--width", type=int, default=320)
    parser.add_argument("--how", choices=["threads", "pool", "processes"], default="processes")
    options = parser.parse_args()
    scene = Scene.load(options.scene)
    started = time.perf_counter()
    how = {"threads": render_threads, "pool": render_pool, "processes": render_processes}[options.how]
    rows = how(scene, options.width, 8)
    print(f"{time.perf_counter() - started:.1f} s")
    save(rows, "out.pgm")


if __name__ == "__main__":
    main()
