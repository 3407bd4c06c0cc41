import requests


class Pages:
    def _pages(self, cid):
        yield requests.get("https://example.org", timeout=3).json()

    def a(self, ids):
        found = []
        for cid in ids:
            found.append(self._pages(cid))
        return found

    def b(self, ids):
        found = []
        for cid in ids:
            found.append(list(self._pages(cid)))  # expect: io-in-loop
        return found

    def c(self, ids):
        return [self._pages(cid) for cid in ids]

    def d(self, ids):
        found = {}
        for cid in ids:
            pages = self._pages(cid)
            found[cid] = pages
        return found
    def e(self, ids):
        found = []
        for cid in ids:
            found.extend(self._pages(cid))  # expect: io-in-loop
        return found
