"""Nobody imports it; it defines what it needs and then runs, to the end of the file."""
import time


def draw(step):
    time.sleep(0.05)
    return step


def page():
    for step in range(100):
        draw(step)


TITLE = "Drawing"
page()
print(TITLE, draw)
