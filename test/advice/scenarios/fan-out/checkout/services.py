import requests


def basket_of(customer: str) -> list[int]:
    return requests.get(f"http://baskets.internal/{customer}").json()


def prices_of(basket: list[int]) -> list[float]:
    prices = []
    for article in basket:
        prices.append(requests.get(f"http://prices.internal/{article}").json()["price"])
    return prices


def reserve(basket: list[int]) -> None:
    requests.post("http://stock.internal/reservations", json=basket)
