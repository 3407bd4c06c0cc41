import time

import requests


def fetch(url):
    for attempt in range(5):
        try:
            return requests.get(url, timeout=5)
        except requests.ConnectionError:
            time.sleep(2**attempt)
    return None


def every(url):
    rows = []
    while url:
        page = requests.get(url, timeout=5).json()
        rows += page["rows"]
        url = page.get("next")
    return rows
