import requests


def available(product: int) -> int:
    response = requests.get(f"http://stock.internal/{product}", timeout=1)
    return int(response.json()["left"])
