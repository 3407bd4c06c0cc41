from pathlib import Path

FILE = Path.home() / ".notes"


def add(note: str) -> None:
    with FILE.open("a") as file:
        file.write(f"{note}\n")


def lines() -> list[str]:
    return FILE.read_text().splitlines()
