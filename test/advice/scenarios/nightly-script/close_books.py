"""Run by cron at three in the morning."""

import urllib.request

CURRENCIES = ("CHF", "EUR", "GBP", "JPY", "USD")


def rate(currency: str) -> float:
    with urllib.request.urlopen(f"http://rates.internal/{currency}", timeout=30) as reply:
        return float(reply.read())


def balances(path: str) -> list[tuple[str, float]]:
    with open(path) as file:
        return [(account, float(amount)) for account, amount in (line.split(",") for line in file)]


def main() -> None:
    for account, amount in balances("accounts.csv"):
        with open(f"{account}.txt", "w") as file:
            for currency in CURRENCIES:
                file.write(f"{currency} {amount * rate(currency):.2f}\n")


if __name__ == "__main__":
    main()
