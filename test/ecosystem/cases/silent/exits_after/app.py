"""What is done before the program ends keeps nobody waiting."""

import subprocess
import sys


def version() -> str:
    return subprocess.run(["git", "describe"], capture_output=True, text=True).stdout


def describe() -> str:
    return "app " + version()


async def main(arguments: list[str]) -> None:
    if "--version" in arguments:
        print(describe())
        sys.exit(0)
    print("serving")


async def answer() -> str:
    return describe()  # expect: blocking-chain


def details() -> str:
    if not sys.argv:
        print(open("usage.txt").read())
        sys.exit(2)
    return "fine"


async def show() -> str:
    return details()
