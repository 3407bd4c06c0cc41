from __future__ import annotations

import socket
import struct
import threading
from types import TracebackType


class Bus:
    """The field bus, over a serial gateway that speaks plain TCP."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.guard = threading.Lock()
        self.sock: socket.socket | None = None

    def __enter__(self) -> Bus:
        self.sock = socket.create_connection((self.host, 4001), timeout=2)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.sock.close()

    def read(self, register: int) -> int:
        self.sock.sendall(struct.pack(">BH", 3, register))
        return struct.unpack(">h", self.sock.recv(2))[0]

    def frame(self, register: int) -> bytes:
        return struct.pack(">BH", 3, register)


class FakeBus:
    def __enter__(self) -> FakeBus:
        return self

    def __exit__(self, *exc_info: object) -> None:
        pass

    def read(self, register: int) -> int:
        return register * 10
