"""dotfiles [--home HOME] link|status|packages: keeps a home directory in step with a repository."""
from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

from . import __version__, links, packages


def link(args: argparse.Namespace) -> int:
    for one in links.find(args.root, args.home):  # ok: hot-loop
        if not one.correct:
            one.make(args.backup)
    return 0


def status(args: argparse.Namespace) -> int:
    found = list(links.find(args.root, args.home))
    wrong = [one for one in found if not one.correct]
    for one in wrong:
        print(one.target)
    for one in links.differing(wrong):
        print("differs:", one.target)
    return bool(wrong)


def show_packages(args: argparse.Namespace) -> int:
    lacking = packages.missing(args.root / "packages.toml")
    versions = packages.latest(sorted(lacking.get("brew", ())))
    packages.lock(args.root / "packages.lock", versions)
    for manager, names in lacking.items():
        print(manager, *sorted(names))
    return 0


COMMANDS = {"link": link, "status": status, "packages": show_packages}


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="dotfiles", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--root", type=Path, default=Path.cwd())
    parser.add_argument("--home", type=Path, default=Path.home())
    parser.add_argument("--backup", action="store_true")
    parser.add_argument("command", choices=COMMANDS)
    args = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO)
    return COMMANDS[args.command](args)


if __name__ == "__main__":
    sys.exit(main())
