"""A log file that is written only where a variable of the environment names it, and a command for another platform."""

import subprocess

import constants
import runtime


def note(text: str) -> None:
    if constants.LOG_FILE:
        with open(constants.LOG_FILE, "a", encoding="utf-8") as log:
            print(text, file=log)


def kill(pid: int) -> None:
    if runtime.platformType == "win32":
        subprocess.check_call(["TASKKILL", "/PID", str(pid)])


async def handle(pid: int) -> None:
    note("handled")
    kill(pid)
