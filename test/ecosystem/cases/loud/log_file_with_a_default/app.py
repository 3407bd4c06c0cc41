"""A log file that is written for everybody, and a command for this platform."""

import subprocess

import constants
import runtime


def note(text: str) -> None:
    if constants.LOG_FILE:
        with open(constants.LOG_FILE, "a", encoding="utf-8") as log:
            print(text, file=log)


def kill(pid: int) -> None:
    if runtime.platformType == "posix":
        subprocess.check_call(["kill", str(pid)])


async def handle(pid: int) -> None:
    note("handled")  # expect: blocking-chain
    kill(pid)  # expect: blocking-chain
