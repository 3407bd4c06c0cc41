import asyncio
import fcntl
import os


class Tun:
    def __init__(self, loop, unit):
        try:
            file = open("/dev/net/tun", "rb+", buffering=0)
        except FileNotFoundError:
            raise OSError("no")
        os.set_blocking(file.fileno(), False)
        self._file = file
        self._loop = loop

    def resume(self):
        self._loop.add_reader(self._file, self._ready)

    def _ready(self):
        while True:
            data = self._file.read(65536)
            if data is None:
                break
