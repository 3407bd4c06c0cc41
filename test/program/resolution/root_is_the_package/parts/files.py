import time


def load(name: str) -> str:
    time.sleep(1)
    return name


def title(name: str) -> str:
    return name.title()
