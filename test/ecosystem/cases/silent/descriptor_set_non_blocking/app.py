"""Reading from and writing to a descriptor that was set non-blocking gives back at once."""

import os


class Pipe:
    def __init__(self, fd: int) -> None:
        self.fd = fd
        os.set_blocking(fd, False)

    def write(self, data: bytes) -> int:
        return os.write(self.fd, data)


class File:
    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor

    def write(self, data: bytes) -> int:
        return os.write(self.descriptor, data)


async def work(pipe: Pipe, file: File) -> None:
    pipe.write(b"done")
    file.write(b"done")  # expect: blocking-chain
