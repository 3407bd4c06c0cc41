import io
import os


class Pipe:
    def __init__(self, fd):
        self._file = io.FileIO(fd, "r+")
        os.set_blocking(fd, False)

    def read_into(self, buffer):
        return self._file.readinto(buffer)


async def handler(pipe: Pipe, buffer):
    return pipe.read_into(buffer)
