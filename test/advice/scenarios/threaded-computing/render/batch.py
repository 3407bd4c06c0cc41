from concurrent.futures import ThreadPoolExecutor

from render.blur import blurred


def render(pictures: list[list[list[int]]]) -> list[list[list[int]]]:
    with ThreadPoolExecutor(max_workers=4) as pool:
        return list(pool.map(blurred, pictures))
