"""Everything that can go wrong with threads and numbers."""
import asyncio
import functools
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, wait

from . import kernels

LIGHT = (0.4, -0.3)
done = 0
tiles = {}
guard = threading.Lock()


class Shader(threading.Thread):
    def __init__(self, grid):
        super().__init__(daemon=True)
        self.grid = grid
        self.result = None

    def run(self):
        self.result = kernels.shade(self.grid, LIGHT)  # ok: shared-state-race


class Watcher(threading.Thread):
    def __init__(self, folder):
        super().__init__()
        self.folder = folder
        self.stop = threading.Event()

    def run(self):
        while not self.stop.wait(2.0):  # ok: busy-wait
            for path in self.folder.iterdir():
                path.stat()


def shade_two(left, right):
    first, second = Shader(left), Shader(right)  # expect: gil-bound-thread
    first.start()
    second.start()
    first.join()
    second.join()
    return first.result, second.result


def product(a, b):
    out = []
    worker = threading.Thread(target=lambda: out.append(kernels.multiply(a, b)))  # expect: gil-bound-thread
    worker.start()
    worker.join()
    return out[0]


def product_later(a, b):
    threading.Timer(3, kernels.multiply, (a, b)).start()  # expect: gil-bound-thread


def watch(folder):
    watcher = Watcher(folder)  # ok: gil-bound-thread
    watcher.start()
    return watcher


def turn(points, angle):
    threading.Thread(target=kernels.rotate, args=(points[0], angle)).start()  # ok: gil-bound-thread


def shade_all(grids):
    pool = ThreadPoolExecutor(4)
    jobs = [pool.submit(functools.partial(kernels.shade, light=LIGHT), grid) for grid in grids]  # expect: gil-bound-pool
    wait(jobs)
    return [job.result() for job in jobs]


def counted(grid):
    global done
    result = kernels.shade(grid, LIGHT)
    done += 1  # expect: shared-state-race
    with guard:
        tiles[id(grid)] = result  # ok: shared-state-race
    return result


def shade_counted(grids):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(counted, grids))  # expect: gil-bound-pool


def shade_processes(grids):
    with ProcessPoolExecutor() as pool:
        return list(pool.map(functools.partial(kernels.shade, light=LIGHT), grids))  # expect: process-pool-tax


async def shade_async(grid):
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1) as pool:
        return await loop.run_in_executor(pool, kernels.shade, grid, LIGHT)  # expect: process-pool-tax


async def shade_threaded(grid):
    with ThreadPoolExecutor(1) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, kernels.shade, grid, LIGHT)  # expect: gil-bound-pool


async def ways(items, target):
    return await asyncio.to_thread(kernels.subsets, items, target)  # expect: gil-bound-offload


async def ways_inline(items, target):
    return kernels.subsets(items, target)  # expect: cpu-in-coroutine


async def flat(grid):
    return kernels.flatten(grid)  # ok: cpu-in-coroutine
