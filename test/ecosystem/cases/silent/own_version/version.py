"""One line of a file that comes with the package, as everybody reads it."""
from pathlib import Path


def read(name):
    return (Path(__file__).parent / name).read_text().strip()


__version__ = read("VERSION")
VERSION_INFO = tuple(read("VERSION").split("."))


class Release:
    version = __version__
