from __future__ import annotations

import socket
import subprocess
import time


class Dome:
    """Speaks to the dome's controller, one line a command."""

    def __init__(self, host: str) -> None:
        self.address = (host, 7000)
        self.azimuth = 0.0
        self.moving = False

    def command(self, line: str) -> str:
        with socket.create_connection(self.address, timeout=2) as link:
            link.sendall(line.encode() + b"\n")
            return link.recv(256).decode()

    def turn(self, azimuth: float) -> None:
        self.command(f"AZ {azimuth:.1f}")
        self.azimuth = azimuth

    @property
    def shutter(self) -> str:
        return self.command("SH?").strip()

    @property
    def compass(self) -> str:
        return "NESW"[int(self.azimuth // 90) % 4]

    @staticmethod
    def version() -> str:
        return subprocess.check_output(["dome-firmware", "--version"], text=True)


class Dark:
    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __call__(self) -> bytes:
        time.sleep(self.seconds)
        return b"\0" * 1024


def stack(frames: list[list[int]], rejects: float) -> list[float]:
    """Sigma-clipped mean, pixel by pixel."""
    out = []
    for pixel in range(len(frames[0])):  # expect: hot-loop
        total, kept = 0.0, 0
        for frame in frames:
            value = frame[pixel]
            if kept == 0 or abs(value - total / kept) < rejects:
                total += value
                kept += 1
        out.append(total / kept)
    return out
