import requests


def delays() -> list[float]:
    return requests.get("http://traffic.internal/delays", timeout=5).json()
