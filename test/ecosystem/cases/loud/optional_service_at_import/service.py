"""Not each import waits, but those that do wait for long."""
import urllib.request

from .settings import OPTIONS


def fetch(url):
    if OPTIONS.remote:
        return urllib.request.urlopen(url, timeout=5).read()
    return b""


RATES = fetch("https://rates.example.org")


class Rates:
    rates = RATES
