import os
import subprocess
import sys

from setuptools import Command, setup


class Dump(Command):
    def run(self):
        print(VERSION)


if os.path.exists("VERSION"):
    with open("VERSION") as file:
        VERSION = file.read().strip()
else:
    VERSION = subprocess.check_output([sys.executable, "version.py"]).decode().strip()

if __name__ == "__main__":
    setup(name="parcels", version=VERSION, cmdclass={"dump": Dump})
