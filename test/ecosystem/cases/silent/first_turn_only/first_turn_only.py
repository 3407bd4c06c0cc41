import requests


def first(rows):
    for turn, row in enumerate(rows):
        if turn == 0:
            requests.post("https://example.org/start")
        print(row)


def each(rows):
    for turn, row in enumerate(rows):
        requests.post("https://example.org/start", json=row)  # expect: io-in-loop


class Pages:
    def _pages(self, params):
        while True:
            page = requests.get("https://example.org", params=params, timeout=3).json()
            yield from page["ids"]
            if not page["more"]:
                break
            params["page"] += 1

    def items(self, ids):
        found = []
        for cid in ids:
            found.append(self._pages({"page": 1, "id": cid}))
        return found
