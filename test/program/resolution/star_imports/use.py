from star import wait, Store, pause, extra
from star import *
import star
async def a():
    wait()  # waits
async def b():
    Store().save()  # waits
async def c():
    pause()  # waits
async def d():
    star.pause()  # waits
async def e():
    extra()  # waits
