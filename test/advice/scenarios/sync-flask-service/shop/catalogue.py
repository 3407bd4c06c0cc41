import requests

BASE = "http://catalogue.internal"


def product(number: int) -> dict:
    response = requests.get(f"{BASE}/products/{number}", timeout=2)
    response.raise_for_status()
    return response.json()


def search(term: str) -> list:
    return requests.get(f"{BASE}/search", params={"q": term}, timeout=2).json()
