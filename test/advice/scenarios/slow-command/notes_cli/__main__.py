import argparse

import pandas
import requests

from notes_cli.store import add, lines


def export(path: str) -> None:
    pandas.DataFrame({"note": lines()}).to_csv(path)


def push(url: str) -> None:
    requests.post(url, json=lines(), timeout=10)


def main() -> None:
    parser = argparse.ArgumentParser(prog="notes")
    parser.add_argument("--export")
    parser.add_argument("--push")
    parser.add_argument("note", nargs="*")
    options = parser.parse_args()
    if options.export:
        export(options.export)
    elif options.push:
        push(options.push)
    else:
        add(" ".join(options.note))


if __name__ == "__main__":
    main()
