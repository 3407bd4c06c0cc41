"""What is done for the one item that is called so is done once, and a few constant queries are no items."""

import requests
from sqlalchemy import text
from sqlalchemy.engine import Connection

COUNTS: dict[str, str] = {
    "runs": "SELECT COUNT(*) FROM runs",
    "tags": "SELECT COUNT(*) FROM tags",
}


def log_in() -> None:
    requests.post("https://example.org/login", timeout=5)


def receive(messages: dict[str, str]) -> None:
    for name, message in messages.items():
        if name == "connected":
            log_in()
        print(message)


def receive_all(messages: dict[str, str]) -> None:
    for name in messages:
        if name != "closed":
            log_in()  # expect: io-in-loop


def count(connection: Connection) -> dict[str, int]:
    counts = {}
    for name, query in COUNTS.items():
        counts[name] = connection.execute(text(query)).scalar()
    return counts
