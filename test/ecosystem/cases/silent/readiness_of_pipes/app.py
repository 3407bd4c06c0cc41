"""Waiting until a pipe can be read is no request."""

import selectors
import subprocess


def run(command: list[str]) -> bytes:
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    selector = selectors.DefaultSelector()
    selector.register(process.stdout, selectors.EVENT_READ)
    output = b""
    while process.poll() is None:
        for key, _ in selector.select(1):
            output += key.fileobj.read(1024)
    return output


def install(packages: list[str]) -> None:
    for package in packages:
        run(["install", package])
