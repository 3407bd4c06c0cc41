import time


def wait(names):
    if names:
        time.sleep(1)


async def collect(found):
    names = []
    for one in found:
        names.append(one)
    if names:
        wait(names)
